//! Reading a report in the preview: selecting, finding, the outline, page numbers, the filter, and printing it.

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::json;

use super::project::Copy;
use super::seen::{Browser, drawn, run, version};
use super::served::Served;

const FILE: &str = "content/submissions/2023/市工业局.yaml";

async fn opened(copy: &Copy, args: &[&str]) -> Option<(Browser, Served)> {
    let browser = Browser::start((1400, 900)).await?;
    let served = Served::new(copy.path(), args);
    browser.client.goto(&format!("http://{}/", served.address)).await.unwrap();
    browser.until(&version(1)).await;
    browser.until("document.documentElement.dataset.words === '1'").await;
    Some((browser, served))
}

/// Where the words that begin so are on the screen: page, middle, width.
fn spot(part: &str) -> String {
    format!(
        "(s => {{ const b = s.getBoundingClientRect(); return {{ page: [...pages.children].indexOf(s.closest('figure')), x: b.left + b.width / 2, y: b.top + b.height / 2, w: b.width, h: b.height }}; }})([...document.querySelectorAll('.words tspan')].find(s => s.textContent.trimStart().startsWith('{part}')))"
    )
}

#[test]
#[ignore = "long"]
fn what_stands_on_a_page_can_be_found_selected_and_copied_and_a_click_still_asks() {
    run(async {
        let copy = Copy::new();
        let Some((browser, _served)) = opened(&copy, &[]).await else { return };
        // Found by the browser's own search, wherever it is; the words lie where the picture has them.
        assert_eq!(browser.ask("window.find('离散制造')").await, json!(true));
        assert_eq!(browser.ask("String(getSelection())").await, json!("离散制造"));
        let at = browser.ask(&spot("离散制造")).await;
        let page =
            browser.ask("[...pages.children].indexOf(getSelection().anchorNode.parentNode.closest('figure'))").await;
        assert_eq!(at["page"], page);
        let top = "((s, p) => (s.top - p.top) / p.height)(getSelection().anchorNode.parentNode.getBoundingClientRect(), getSelection().anchorNode.parentNode.closest('figure').getBoundingClientRect())";
        browser.ask(&format!("(go({page}, {top} - 0.2), getSelection().removeAllRanges(), true)")).await;
        browser.until(&drawn(usize::try_from(page.as_u64().unwrap()).unwrap())).await;
        let at = browser.ask(&spot("离散制造")).await;
        let (x, y, width) = (at["x"].as_f64().unwrap(), at["y"].as_f64().unwrap(), at["w"].as_f64().unwrap());
        assert!(20.0 < width && width < 900.0 && 5.0 < at["h"].as_f64().unwrap(), "{at}");
        let share = browser.ask(&format!("(b => [({x} - b.left) / b.width, ({y} - b.top) / b.height])(document.querySelectorAll('.page img')[{page}].getBoundingClientRect())")).await;
        let words = browser
            .ask(&format!("(m => fetch(`words/${{m}}.json`).then(a => a.json()))(shown.pages[{page}].mark)"))
            .await;
        let word =
            words.as_array().unwrap().iter().find(|word| word[0].as_str().unwrap().starts_with("离散制造")).unwrap();
        for side in [0, 1] {
            let middle = f64::midpoint(word[1][side].as_f64().unwrap(), word[1][side + 2].as_f64().unwrap());
            assert!((share[side].as_f64().unwrap() - middle).abs() < 0.01, "{share} {word}");
        }
        // Dragging selects and does not ask; a click asks.
        let to = |x: f64| PointerAction::MoveTo { duration: None, x, y };
        let drag = MouseActions::new("mouse".to_owned())
            .then(to(x - width / 2.0 + 2.0))
            .then(PointerAction::Down { button: 0 })
            .then(to(x))
            .then(PointerAction::Up { button: 0 });
        browser.client.perform_actions(drag).await.unwrap();
        browser.until("String(getSelection()).startsWith('离散')").await;
        // Let go beside the line or between two, the selection is no more than the lines that were dragged over.
        for (right, down) in [(400.0, 0.0), (0.0, at["h"].as_f64().unwrap() * 0.75), (60.0 - x, 30.0)] {
            browser.ask("(getSelection().removeAllRanges(), true)").await;
            let drag = MouseActions::new("mouse".to_owned())
                .then(to(x - width / 2.0 + 2.0))
                .then(PointerAction::Down { button: 0 })
                .then(PointerAction::MoveTo { duration: None, x: x + right, y: y + down })
                .then(PointerAction::Up { button: 0 });
            browser.client.perform_actions(drag).await.unwrap();
            let told = browser.ask("String(getSelection())").await;
            let told = told.as_str().unwrap();
            assert!(told.trim().chars().count() < 120 && told.contains("离散"), "{right} {down}: {told}");
        }
        assert_eq!(browser.ask("document.getElementById('origins').hidden").await, json!(true));
        browser.ask("(getSelection().removeAllRanges(), true)").await;
        let click = MouseActions::new("mouse".to_owned())
            .then(to(x))
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
        browser.client.perform_actions(click).await.unwrap();
        browser.until("document.querySelectorAll('#origins .here').length === 1").await;
        // Of a figure it is told how it was judged, who filed and signed it.
        let found = browser.ask("(async () => { for (const page of shown.pages) for (const [text, [l, t, r, b]] of await pageWords(page.mark)) { if (text !== '6') continue; const a = await fetch(`origin.json?${new URLSearchParams({ mark: page.mark, x: (l + r) / 2, y: (t + b) / 2 })}`).then(a => a.json()); if (a[0]?.proof) return a[0]; } return null; })()").await;
        assert!(found["proof"].as_str().unwrap().contains("示范工厂数"), "{found}");
        let told = found["history"][0]["told"][0].as_str().unwrap();
        assert!(told.contains("市工业局") && told.contains("没有签发"), "{told}");
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn pages_are_gone_to_by_the_number_printed_on_them_by_heading_and_by_line() {
    run(async {
        let copy = Copy::new();
        let Some((browser, _served)) = opened(&copy, &["--review"]).await else { return };
        let numbers = browser.ask("shown.pages.map(page => page.number)").await;
        let numbers: Vec<Option<&str>> = numbers.as_array().unwrap().iter().map(|number| number.as_str()).collect();
        for printed in ["II", "1", "7"] {
            let at = numbers.iter().position(|number| *number == Some(printed)).unwrap();
            let field = browser.client.find(Locator::Id("at")).await.unwrap();
            // As a reader does it: what stands there is written over. Left empty without the cursor in it, it would
            // be filled with the page's number again.
            field.click().await.unwrap();
            let all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
            field.send_keys(&format!("{all}{}\n", printed.to_lowercase())).await.unwrap();
            browser.until(&format!("place().at === {at}")).await;
            browser
                .until(&format!(
                    "document.getElementById('at').value === '{printed}' || document.activeElement.id === 'at'"
                ))
                .await;
        }
        // Where nothing is printed, by the sheet; a line of a page by its number in the margin.
        browser.ask("(jump('#1'), true)").await;
        browser.until("place().at === 0").await;
        browser.ask("(jump('第 1 页：9'), true)").await;
        browser.until("place().at === meant('1') && place().share > 0.1").await;
        for (asked, told) in [
            ("1:2023", "这一页没有第 2023 行"),
            ("999", "没有“999”这一页"),
            ("#0", "没有“#0”这一页"),
            ("XX", "没有“XX”"),
        ] {
            browser.ask(&format!("(jump('{asked}'), true)")).await;
            browser.until(&format!("document.getElementById('nopage').textContent.includes('{told}')")).await;
        }
        browser.ask("(jump('１'), true)").await;
        browser.until("place().at === meant('1') && place().share < 0.1").await;
        // The outline leads to every heading, and shows the one the reader is under.
        browser.press("5").await;
        browser.until("!document.getElementById('outline').hidden").await;
        let headings = browser.ask("shown.headings").await;
        let at = headings.as_array().unwrap().iter().rposition(|heading| heading["level"] == 1).unwrap();
        let page = &headings[at]["page"];
        browser.ask(&format!("(document.querySelectorAll('#outline button')[{at}].click(), true)")).await;
        browser.until(&format!("place().at === {page}")).await;
        browser.until(&format!("document.querySelectorAll('#outline li')[{at}].hasAttribute('aria-current')")).await;
        browser.shot("13-outline").await;
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn findings_are_filtered_an_error_shows_in_red_and_what_is_printed_is_the_report() {
    run(async {
        let copy = Copy::new();
        let Some((browser, _served)) = opened(&copy, &[]).await else { return };
        assert_eq!(browser.ask("document.body.classList.contains('bad')").await, json!(false));
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        copy.edit(FILE, "补足场次。", "补足场次,好。").edit(FILE, "示范工厂数: 6 ", "示范工厂数: 六七 ");
        browser.until("document.body.classList.contains('bad') && document.title.includes('1 个错误') && document.getElementById('pill').textContent === '最新，1 个错误'").await;
        browser.press("1").await;
        let findings = "document.querySelectorAll('#list .finding').length";
        let all = browser.ask(findings).await.as_u64().unwrap();
        assert!(1 < all);
        let choose = |id: &str, value: &str| {
            format!(
                "(e => {{ e.value = '{value}'; e.dispatchEvent(new Event('change')); return true; }})(document.getElementById('{id}'))"
            )
        };
        browser.ask(&choose("level", "error")).await;
        assert_eq!(browser.ask(findings).await, json!(1));
        assert_eq!(browser.ask("document.getElementById('left').textContent").await, json!(format!("1 / {all} 个")));
        browser.shot("14-filter").await;
        browser.ask(&choose("level", "")).await;
        browser.ask(&choose("unit", "市工业局")).await;
        let own = browser.ask("shown.units.find(unit => unit.unit === '市工业局').findings.length").await;
        assert_eq!(browser.ask(findings).await, own);
        // The choice outlives an edit.
        copy.edit(FILE, "示范工厂数: 六七 ", "示范工厂数: 6 ");
        browser.until("!document.body.classList.contains('bad')").await;
        assert_eq!(browser.ask("document.getElementById('unit').value").await, json!("市工业局"));
        // On paper: a sheet a page, of its size, and none of them empty.
        browser.until("document.documentElement.dataset.words === String(shown.version)").await;
        let script = "const done = arguments[arguments.length - 1]; allPictures().then(() => done([...document.querySelectorAll('.page img')].filter(image => !image.naturalWidth).length));";
        assert_eq!(browser.client.execute_async(script, Vec::new()).await.unwrap(), json!(0));
        let pdf = browser.printed().await;
        let text = String::from_utf8_lossy(&pdf);
        let sheets = text.matches("/Type /Page\n").count();
        assert_eq!(json!(sheets), browser.ask("shown.pages.length").await);
        assert!(text.contains("/MediaBox [0 0 595.") && !text.contains("/MediaBox [0 0 612"), "A4, as the pages are");
        if let Ok(folder) = std::env::var("HIGHLAND_SHOTS") {
            std::fs::write(format!("{folder}/15-printed.pdf"), &pdf).unwrap();
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn the_newest_release_is_compared_with_what_is_there_now() {
    run(async {
        let copy = Copy::new();
        assert_eq!(copy.run(&["release", "送审稿"]).code(), 0);
        let hostile = "<img src=x onerror=alert(1)>";
        copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 7 ").edit(FILE, "补足场次。", &format!("补足场次。{hostile}"));
        let Some((browser, _served)) = opened(&copy, &[]).await else { return };
        browser.press("3").await;
        browser.ask("(document.getElementById('compare').click(), true)").await;
        browser.until("document.querySelectorAll('#compared details').length > 0").await;
        let told = browser.ask("document.getElementById('compared').textContent").await;
        for part in ["2023-送审稿-1 → 现在", "市工业局", "指标「示范工厂数」：6家，符合时序7家，", hostile]
        {
            assert!(told.as_str().unwrap().contains(part), "{part}: {told}");
        }
        browser.shot("16-compared").await;
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        // The same as a page of its own, and the night's.
        let page = copy.path().join("compared.html");
        std::fs::write(&page, copy.run(&["diff", "2023-送审稿-1", "--format", "html"]).printed()).unwrap();
        assert_eq!(copy.run(&["nightly", "--year", "2023"]).code(), 0);
        let night = copy.path().join("output/preview/latest");
        for page in [
            page,
            night.join("与发布的相比.html"),
            night.join("index.html"),
            copy.path().join("output/preview/index.html"),
        ] {
            browser.client.goto(&format!("file://{}", page.display())).await.unwrap();
            assert_eq!(browser.barriers().await, Vec::<String>::new(), "{}", page.display());
            browser.until("document.documentElement.scrollWidth <= innerWidth").await;
            assert_eq!(browser.ask("document.querySelectorAll('img').length").await, json!(0));
            let text = browser.ask("document.body.innerText").await;
            let part = if page.ends_with("index.html") { "与发布的 2023-送审稿-1 相比" } else { "7家，" };
            assert!(text.as_str().unwrap().contains(part), "{}: {text}", page.display());
            browser.shot(&format!("17-{}", page.file_stem().unwrap().to_string_lossy())).await;
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}
