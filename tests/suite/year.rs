//! A year of the secretary's work, from the blank files to the archive and the next year, each command as it is typed, and what
//! it answers at the place where she has to know what to do next.

use std::fs;

use super::project::{Copy, root};

const YEAR: &str = "2023";

/// Runs a command, expects how it ends and what it says, and gives back all of it.
fn step(city: &Copy, args: &[&str], code: i32, parts: &[&str]) -> String {
    let run = city.run(args);
    let said = run.printed() + &run.told();
    assert_eq!(run.code(), code, "{args:?}: {said}");
    for part in parts {
        assert!(said.contains(part), "{args:?} never says {part}: {said}");
    }
    said
}

/// A file as a department sends it.
fn received(city: &Copy, unit: &str) {
    let path = format!("content/submissions/{YEAR}/{unit}.yaml");
    let text = fs::read_to_string(root().join("tests/city").join(&path)).unwrap();
    city.write(&path, text);
}

#[test]
#[ignore = "long"]
fn from_blank_files_to_the_archive_and_into_the_next_year() {
    let city = Copy::new();
    let own = |path: &str| fs::read_to_string(city.path().join(path)).unwrap();
    fs::remove_dir_all(city.path().join(format!("content/submissions/{YEAR}"))).unwrap();
    fs::remove_file(city.path().join("content/settings.yaml")).unwrap();
    let fonts = root().join("assets/fonts").to_string_lossy().into_owned();
    let settings = |edition: &str| {
        let text = format!(
            "报告:\n  题名: 云州市智能装备产业发展年度报告\n  编制单位: 云州市智能装备产业专班\n字体文件夹: {fonts}\n分年:\n  {YEAR}:\n    版本: {edition}\n    报送截止: 2024-01-20\n"
        );
        city.write("content/settings.yaml", text);
    };
    settings("征求意见稿");
    // January: everybody gets a file; none is a report yet.
    step(&city, &["new", YEAR], 0, &["content/submissions/2023/市工业局.yaml"]);
    step(&city, &["build", "--year", YEAR], 1, &["空白的骨架", "--draft"]);
    step(&city, &["build", "--year", YEAR, "--draft"], 0, &["已生成预览稿"]);
    // Files come in; who owes is chased, who does not is not.
    received(&city, "市企业服务中心");
    let reminders = city.path().join("催报");
    step(&city, &["status", "--year", YEAR, "--as-of", "2024-01-18", "--each", &reminders.to_string_lossy()], 0, &[]);
    let named: Vec<String> =
        fs::read_dir(&reminders).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(named, ["市工业局.txt"]);
    assert!(own("催报/市工业局.txt").contains("2024-01-20"), "{}", own("催报/市工业局.txt"));
    // The second file has a slip; the message leads out.
    received(&city, "市工业局");
    let file = "content/submissions/2023/市工业局.yaml";
    city.edit(file, "现场会场次: 3", "现场会场次: 三四场");
    step(&city, &["check", "--year", YEAR, "--unit", "市工业局"], 1, &["unreadable-number", "阿拉伯数字"]);
    city.edit(file, "现场会场次: 三四场", "现场会场次: 3");
    step(&city, &["check", "--year", YEAR], 0, &[]);
    // For comment: out, and a number changes afterwards.
    step(&city, &["release", "征求意见稿", "--year", YEAR], 0, &["2023-征求意见稿-1"]);
    city.edit(file, "示范工厂数: 6 ", "示范工厂数: 7 ");
    step(&city, &["build", "--year", YEAR], 0, &["已经发布过 2023-征求意见稿-1"]);
    step(&city, &["diff", "2023-征求意见稿-1"], 1, &["## 市工业局", "6家，符合时序 → 7家，快于时序", "（第 "]);
    // For the leaders.
    settings("送审稿");
    step(&city, &["release", "送审稿", "--year", YEAR], 0, &["2023-送审稿-1"]);
    // The final one wants every signature.
    settings("审定稿");
    step(&city, &["release", "审定稿", "--year", YEAR], 1, &["没有签发", "highland sign"]);
    for unit in ["市工业局", "市企业服务中心"] {
        step(&city, &["sign", "--unit", unit, "--year", YEAR, "--by", "示例签发人"], 0, &["已签发"]);
    }
    // Somebody changes a word after signing: found, shown, signed again.
    city.edit(file, "补足场次。", "补足场次，增加1场。");
    step(&city, &["release", "审定稿", "--year", YEAR], 1, &["签发后有改动", "highland diff signed"]);
    step(&city, &["diff", "signed", "--quick"], 1, &["增“补足场次，增加1场。”"]);
    step(
        &city,
        &["sign", "--unit", "市工业局", "--year", YEAR, "--by", "示例签发人"],
        0,
        &["+    下年计划: 补足场次，增加1场。"],
    );
    step(&city, &["release", "审定稿", "--year", YEAR], 0, &["2023-审定稿-1"]);
    assert!(own("output/releases/2023-审定稿-1/与上一版相比.md").contains("补足场次，增加1场。"));
    step(&city, &["verify"], 0, &["与发布时一致"]);
    // The mayor asks.
    step(
        &city,
        &["assess", "示范"],
        0,
        &["7家", "content/submissions/2023/市工业局.yaml:8", "示例签发人 于"]
            .map(|part| if part == "7家" { "2023年 7" } else { part }),
    );
    // Next year: the files know the last values; what was wrong is corrected with its reason; the archive stays.
    step(&city, &["new", "2024"], 0, &["content/submissions/2024/市工业局.yaml"]);
    let skeleton = own("content/submissions/2024/市工业局.yaml");
    assert!(skeleton.contains("上年 7"), "{skeleton}");
    let restated = "单位: 市工业局\n年度: 2024\n状态: 已审定\n数据性质: 示例\n指标:\n  示范工厂数:\n    实际值: 9\n    数据来源: 示例数据\n    调整: {2023: {值: 6, 理由: 一家示范工厂验收未通过}}\n";
    city.write("content/submissions/2024/市工业局.yaml", restated);
    step(
        &city,
        &["assess", "示范工厂数", "--year", "2024"],
        1,
        &["2024年的文件调整：7 改为 6；一家示范工厂验收未通过"],
    );
    step(&city, &["verify", "2023-审定稿-1", "--rebuild"], 0, &["逐字节相同"]);
    step(&city, &["build", "--year", YEAR, "--html"], 0, &["已经发布过"]);
}
