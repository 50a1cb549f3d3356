import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against flavours: {@code Check 2a,ua1 FILE…}. Exit status 1 if one does not conform. */
public class Check {
  public static void main(String[] args) {
    VeraGreenfieldFoundryProvider.initialise();
    boolean good = true;
    for (int i = 1; i < args.length; i++) {
      for (String name : args[0].split(",")) {
        good &= conforms(args[i], PDFAFlavour.byFlavourId(name));
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean conforms(String path, PDFAFlavour flavour) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, -1, false, true, false);
      ValidationResult result = validator.validate(parser);
      String word = result.isCompliant() ? "PASS" : "FAIL";
      System.out.println(word + " " + flavour.getId() + " " + path + " assertions=" + result.getTotalAssertions());
      Map<String, Integer> failures = new TreeMap<>();
      for (TestAssertion test : result.getTestAssertions()) {
        if (test.getStatus() != TestAssertion.Status.PASSED) {
          String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
          failures.merge(rule + ": " + test.getMessage(), 1, Integer::sum);
        }
      }
      failures.forEach((rule, count) -> System.out.println("   x" + count + " " + rule));
      return result.isCompliant();
    } catch (Exception error) {
      System.out.println("ERROR " + flavour + " " + path + " " + error);
      return false;
    }
  }
}
