//! Releases: what has to hold, what is frozen, and that nothing changes it.

use std::fs;

use super::project::{Copy, Run, command, root};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

fn names(city: &Copy) -> Vec<String> {
    let items = fs::read_dir(city.path().join("output/releases")).into_iter().flatten();
    let mut names: Vec<String> = items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".lock");
    names.sort();
    names
}

fn read(city: &Copy, path: &str) -> String {
    fs::read_to_string(city.path().join("output/releases").join(path)).unwrap()
}

#[test]
fn what_stands_in_the_way_is_named_and_nothing_is_left_behind() {
    let city = Copy::new();
    city.edit(UNIT, "状态: 已审定", "状态: 已提交");
    let run = city.run(&["release", "送审稿"]);
    assert_eq!(run.code(), 1);
    let told = run.told();
    assert!(told.contains("市工业局") && told.contains("已提交") && told.contains("没有发布：还有 1 处"), "{told}");
    assert!(told.contains("--allow not-approved --reason 理由 --by 批准人"), "it leads out: {told}");
    assert!(names(&city).is_empty(), "{:?}", names(&city));
    // What is wrong is never let pass.
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 六 ");
    let run = city.run(&["release", "征求意见稿"]);
    assert!(run.code() == 1 && !run.told().contains("--allow"), "{}", run.told());
    for (args, words) in [
        (["--allow", "unreadable-number", "--reason", "急", "--by", "甲"], "不能照发"),
        (["--allow", "not-aproved", "--reason", "急", "--by", "甲"], "是不是「not-approved」"),
        (["--allow", "not-approved", "--reason", " ", "--by", "甲"], "不能是空的"),
    ] {
        let run = city.run(&[&["release", "送审稿"][..], &args[..]].concat());
        assert!(run.code() == 2 && run.told().contains(words), "{args:?}: {}", run.told());
    }
    assert!(names(&city).is_empty());
}

#[test]
fn a_release_is_frozen_and_verified_to_the_byte() {
    let city = Copy::new();
    assert_eq!(city.run(&["release", "送审稿", "--dry-run"]).code(), 0);
    assert!(names(&city).is_empty(), "a rehearsal leaves nothing");
    let run = city.run(&["release", "送审稿"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert_eq!(names(&city), ["2023-送审稿-1"]);
    let page = read(&city, "2023-送审稿-1/年度报告.html");
    assert!(page.contains("送审稿"));
    for file in
        ["年度报告.pdf", "领导参阅版.pdf", "台账.json", "与上一版相比.md", "manifest.json", "inputs/content/plan.yaml"]
    {
        let path = city.path().join("output/releases/2023-送审稿-1").join(file);
        assert!(fs::metadata(&path).unwrap().permissions().readonly(), "{file}");
    }
    let run = city.run(&["verify", "--rebuild"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let told = run.told();
    let count = told.split("重新生成 ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap().to_owned();
    assert!(told.contains("都与发布时一致") && told.contains(&format!("{count} 个逐字节相同")), "{told}");
    for file in ["web/index.html", "data/datapackage.json", "动态台账（公开版）.xlsx", "poster/poster.png"] {
        assert!(city.path().join("output/releases/2023-送审稿-1").join(file).is_file(), "{file}");
    }
    // What comes later is another one, and says what changed.
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ");
    let built = city.run(&["build", "--html"]);
    assert!(built.told().contains("2023 年度已经发布过 2023-送审稿-1"), "{}", built.told());
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    assert_eq!(names(&city), ["2023-送审稿-1", "2023-送审稿-2"]);
    let changes = read(&city, "2023-送审稿-2/与上一版相比.md");
    assert!(changes.contains("上一版 2023-送审稿-1") && changes.contains("「示范工厂数」：6家"), "{changes}");
    assert_eq!(city.run(&["verify"]).code(), 0);
    // Whoever changes, takes away or adds a file is seen.
    let folder = city.path().join("output/releases/2023-送审稿-1");
    for file in ["台账.json", "manifest.json"] {
        let path = folder.join(file);
        let mut rights = fs::metadata(&path).unwrap().permissions();
        #[expect(clippy::permissions_set_readonly_false, reason = "a test plays somebody who may do anything")]
        rights.set_readonly(false);
        fs::set_permissions(&path, rights).unwrap();
    }
    fs::write(folder.join("台账.json"), "{}").unwrap();
    fs::remove_file(folder.join("manifest.json")).unwrap();
    fs::write(folder.join("另一份.pdf"), "%PDF").unwrap();
    let run = city.run(&["verify", "2023-送审稿-1"]);
    assert_eq!(run.code(), 1);
    for words in ["改了　台账.json", "少了　manifest.json", "多了　另一份.pdf"] {
        assert!(run.told().contains(words), "{words}: {}", run.told());
    }
    assert_eq!(city.run(&["verify", "2023-送审稿-2"]).code(), 0);
    assert!(city.run(&["verify", "2023-送审稿-3"]).told().contains("没有名为"), "there is none");
}

#[test]
#[ignore = "long"]
fn an_approved_edition_wants_every_signature_and_an_exception_is_printed() {
    let city = Copy::new();
    let run = city.run(&["release", "审定稿"]);
    assert!(run.code() == 1 && run.told().contains("「市工业局」还没有签发 2023 年的报送文件"), "{}", run.told());
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    let allowed =
        ["release", "审定稿", "--allow", "not-signed", "--reason", "负责人出差，电话同意", "--by", "示例批准人"];
    let run = city.run(&allowed);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert!(run.told().contains("照发的例外 1 处"), "{}", run.told());
    let page = read(&city, "2023-审定稿-1/年度报告.html");
    for words in ["发布时的例外", "「市企业服务中心」还没有签发", "负责人出差，电话同意", "示例批准人"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(read(&city, "2023-审定稿-1/manifest.json").contains("not-signed"));
    assert_eq!(city.run(&["sign", "--unit", "市企业服务中心", "--by", "示例签发人"]).code(), 0);
    let run = city.run(&["release", "审定稿"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert!(!read(&city, "2023-审定稿-2/年度报告.html").contains("发布时的例外"));
    // A signature that does not hold any more is no exception.
    city.edit(UNIT, "现场会少开1场。", "现场会少开2场。");
    let run = city.run(&allowed);
    assert!(run.code() == 1 && run.told().contains("签发"), "{}", run.told());
}

#[test]
fn an_old_year_is_printed_with_its_own_settings() {
    let city = Copy::new();
    let settings = fs::read_to_string(city.path().join("content/settings.yaml")).unwrap();
    let own = "分年:\n  2022: {版本: 审定稿, 发布日期: 2023年3月, 方法: {快于时序: 1.2, 符合时序: 1.1, 略滞后: 1.0}}\n";
    city.write("content/settings.yaml", format!("{settings}\n{own}"));
    let page = |year: &str| {
        let run = city.run(&["build", "--html", "--year", year, "--draft"]);
        assert!(run.code() < 2, "{}", run.told());
        fs::read_to_string(city.path().join(format!("output/{year}/年度报告（预览稿）.html"))).unwrap()
    };
    let (old, new) = (page("2022"), page("2023"));
    assert!(
        old.contains("审定稿") && old.contains("2023年3月") && !new.contains("2023年3月") && new.contains("送审稿")
    );
    assert!(old.contains("1.20") || old.contains("1.2"), "its cut-offs are those of its year");
    for wrong in ["分年:\n  去年: {版本: 审定稿}\n", "分年:\n  2022: {版本: 终稿}\n", "分年:\n  2022: 审定稿\n"]
    {
        city.write("content/settings.yaml", format!("{settings}\n{wrong}"));
        assert!(city.findings().iter().any(|found| found.text("path") == "content/settings.yaml"), "{wrong}");
    }
}

#[test]
#[ignore = "long"]
fn two_states_are_compared_in_full() {
    let city = Copy::new();
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    let same = city.run(&["diff", "2023-送审稿-1"]);
    assert!(same.code() == 0 && same.printed().contains("没有不同"), "{}{}", same.printed(), same.told());
    // A difference that is nothing but a warning is told, too.
    let changed = city.edit(UNIT, "状态: 已审定", "状态: 已提交").run(&["diff", "2023-送审稿-1"]);
    assert!(changed.code() == 1 && changed.printed().contains("## 新的警告（1 处）"), "{}", changed.printed());
    city.edit(UNIT, "状态: 已提交", "状态: 已审定");
    assert_eq!(city.run(&["nightly", "--year", "2023"]).code(), 0);
    let night = fs::read_link(city.path().join("output/preview/latest")).unwrap().to_string_lossy().into_owned();
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(city.path()).args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@t",
            "-c",
            "commit.gpgsign=false",
        ]);
        command.args(args).output().is_ok_and(|output| output.status.success())
    };
    let versioned = git(&["init", "-q"]) && git(&["add", "content"]) && git(&["commit", "-qm", "one"]);
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ");
    city.edit(UNIT, "现场会少开1场。", "现场会少开1场，另有一场改为线上。");
    city.edit(UNIT, "阶段: 开工", "阶段: 竣工");
    city.edit("content/settings.yaml", "版本: 送审稿", "版本: 审定稿");
    let of_files = [
        "示范工厂数」：6家",
        "另有一场改为线上",
        "项目「柔性产线改造项目（示例）」",
        "开工",
        "竣工",
        "-  版本: 送审稿",
    ];
    let states = [("2023-送审稿-1", true), (night.as_str(), false), ("HEAD", true)];
    for (state, files) in states {
        if state == "HEAD" && !versioned {
            super::project::skipped("没有 git");
            continue;
        }
        let run = city.run(&["diff", state]);
        assert_eq!(run.code(), 1, "{state}: {}", run.told());
        // By department, and by the page it is printed on.
        if files {
            assert!(run.printed().contains("## 市工业局（"), "{}", run.printed());
            let line = run.printed().lines().find(|line| line.contains("另有一场改为线上")).unwrap().to_owned();
            let page =
                line.split_once("（第 ").unwrap_or_else(|| panic!("{line}")).1.split_once(" 页").unwrap().0.to_owned();
            assert!(run.printed().contains("## 内容有变化的页（") && !page.is_empty(), "{line}");
        }
        for words in &of_files[..if files { 6 } else { 2 }] {
            assert!(run.printed().contains(words), "{state}: {words}: {}", run.printed());
        }
    }
    let json = city.run(&["diff", "2023-送审稿-1", "--format", "json"]).printed();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(
        json["units"][0]["items"]
            .as_array()
            .is_some_and(|all| !all.is_empty() && json["pages"].as_array().is_some_and(|pages| !pages.is_empty())),
        "{json}"
    );
    for none in ["2023-送审稿-9", "--upload-pack=x", "../x", "a:b"] {
        let run = city.run(&["diff", "--", none]);
        assert!(run.code() == 2 && run.told().contains("没有名为"), "{none}: {}", run.told());
    }
}

#[test]
#[ignore = "long"]
fn killed_at_any_moment_a_release_is_whole_or_not_there() {
    let city = Copy::new();
    let start = std::time::Instant::now();
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    let mut length = start.elapsed();
    let (mut killed, mut ended) = (0, 0);
    while killed < 16 && ended < 100 {
        let mut command = super::project::command(city.path());
        command.args(["release", "送审稿"]).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        // Spread over the whole of a run, the last moments too.
        std::thread::sleep(length * (killed * 7 % 16 + 1) / 16);
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        } else {
            ended += 1;
            length = length * 9 / 10;
        }
        child.wait().unwrap();
        let verified = city.run(&["verify"]);
        assert_eq!(verified.code(), 0, "{}", verified.told());
    }
    eprintln!("杀掉 {killed} 次，另有 {ended} 次先做完了");
    assert_eq!(killed, 16);
    // What the killed ones left is gone with the next, and numbers follow each other.
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    let names = names(&city);
    assert!(names.iter().all(|name| name.starts_with("2023-送审稿-")), "{names:?}");
    assert!(ended + 2 <= names.len(), "{names:?}");
    for name in &names {
        assert_eq!(city.run(&["verify", name]).code(), 0, "{name}");
    }
}

#[test]
#[ignore = "long"]
fn two_who_release_at_once_follow_each_other() {
    let city = Copy::new();
    let spawn = || {
        let mut command = super::project::command(city.path());
        command.args(["release", "征求意见稿"]).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command.spawn().unwrap()
    };
    let (mut one, mut other) = (spawn(), spawn());
    assert!(one.wait().unwrap().success() && other.wait().unwrap().success());
    assert_eq!(names(&city), ["2023-征求意见稿-1", "2023-征求意见稿-2"]);
    assert_eq!(city.run(&["verify"]).code(), 0);
}

#[test]
#[ignore = "long"]
fn a_release_on_a_full_disk_leaves_those_that_are_there() {
    let city = Copy::new();
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    let size: u64 = walkdir::WalkDir::new(city.path().join("output/releases"))
        .into_iter()
        .map(|item| item.unwrap().metadata().unwrap().len().div_ceil(4096) * 4)
        .sum();
    fs::remove_dir_all(city.path().join("output/releases")).unwrap();
    // Room for one and a half.
    let Some(_disk) =
        super::faults::Disk::new(&city.path().join("output/releases"), &format!("size={}k", size * 3 / 2))
    else {
        return;
    };
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    for _ in 0..2 {
        let full = city.run(&["release", "送审稿"]);
        assert_eq!(full.code(), 2, "{}", full.told());
        assert_eq!(names(&city), ["2023-送审稿-1"], "nothing of the other is left");
        assert_eq!(city.run(&["verify"]).code(), 0);
    }
}

#[test]
#[ignore = "long"]
fn who_signs_sees_what_changed_since_the_newest_release_whatever_it_is_called() {
    let city = Copy::new();
    let sign = |by: &str| city.run(&["sign", "--unit", "市工业局", "--by", by]).told();
    for edition in ["送审稿", "征求意见稿"] {
        assert_eq!(city.run(&["release", edition]).code(), 0);
    }
    let told = sign("示例乙");
    assert!(told.contains("与 2023-征求意见稿-1 里的一样"), "{told}");
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ");
    std::fs::remove_dir_all(city.path().join("content/signoff")).unwrap();
    let told = sign("示例乙");
    assert!(told.contains("与 2023-征求意见稿-1 里的相比，有这些改动"), "{told}");
    assert!(told.contains("\n-  示范工厂数: 6 ") && told.contains("\n+  示范工厂数: 7 "), "{told}");
    assert!(!told.contains("单位: 市工信局"), "only what changed: {told}");
    assert!(told.contains("示例乙 已签发"), "{told}");
    // The one before is the last that was made, not the last of the alphabet.
    assert_eq!(city.run(&["release", "送审稿"]).code(), 0);
    assert!(read(&city, "2023-送审稿-2/与上一版相比.md").contains("上一版 2023-征求意见稿-1"));
    assert_eq!(city.run(&["release", "征求意见稿"]).code(), 0);
    assert!(read(&city, "2023-征求意见稿-2/与上一版相比.md").contains("上一版 2023-送审稿-2"));
}

#[test]
#[ignore = "long"]
fn a_release_made_from_outside_with_typefaces_of_the_settings_has_the_same_ones_from_inside() {
    let copy = Copy::new();
    let (above, name) = (copy.path().parent().unwrap(), copy.path().file_name().unwrap());
    // The typefaces lie beside the project, as the settings say from there.
    let fonts = tempfile::tempdir_in(above).unwrap();
    for face in fs::read_dir(root().join("assets/fonts")).unwrap().map(Result::unwrap) {
        fs::copy(face.path(), fonts.path().join(face.file_name())).unwrap();
    }
    let beside = format!("../{}", fonts.path().file_name().unwrap().to_string_lossy());
    let settings = fs::read_to_string(copy.path().join("content/settings.yaml")).unwrap();
    let line = settings.lines().find(|line| line.starts_with("字体文件夹:")).unwrap().to_owned();
    copy.edit("content/settings.yaml", &line, &format!("字体文件夹: {beside}"));
    let outside = |args: &[&str]| Run(command(above).args(args).arg("-C").arg(name).output().unwrap());
    let run = outside(&["release", "送审稿"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    for run in [outside(&["verify", "--rebuild"]), copy.run(&["verify", "--rebuild"])] {
        assert!(run.code() == 0 && !run.told().contains("字体与发布时不同"), "{}", run.told());
    }
}
