//! `highland build --data`: a folder that is written as a whole.

use std::collections::BTreeMap;

use highland::source::hash;
use serde_json::Value;

use super::project::Copy;

#[test]
fn a_build_of_data_is_whole_and_the_same_twice_and_leaves_alone_what_is_not_its_own() {
    let copy = Copy::new();
    let folder = copy.path().join("output/2023/data");
    let all = || -> BTreeMap<String, Vec<u8>> {
        let items = std::fs::read_dir(&folder).unwrap().map(Result::unwrap);
        items.map(|own| (own.file_name().into_string().unwrap(), std::fs::read(own.path()).unwrap())).collect()
    };
    let run = copy.run(&["build", "--data"]);
    assert!(run.code() == 0 && run.told().contains("已生成开放数据"), "{}", run.told());
    let first = all();
    assert_eq!(first.len(), 13);
    assert!(copy.run(&["build", "--data"]).told().contains("内容没有变化"));
    assert_eq!(copy.run(&["build", "--data", "--force"]).code(), 0);
    assert!(all() == first, "the same bytes");
    let manifest = std::fs::read_to_string(copy.path().join("output/2023/data.manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    for (name, bytes) in &first {
        assert_eq!(manifest["outputs"][format!("output/2023/data/{name}")], hash(bytes), "{name}");
    }
    // What was damaged is made anew, and what somebody put there stays and is told.
    std::fs::write(folder.join("projects.csv"), "x").unwrap();
    std::fs::write(folder.join("我的.xlsx"), "own").unwrap();
    let run = copy.run(&["build", "--data"]);
    assert!(
        run.code() == 0 && run.told().contains("里有「我的.xlsx」等 1 个不是本程序生成的文件，没有动"),
        "{}",
        run.told()
    );
    assert_eq!(std::fs::read(folder.join("我的.xlsx")).unwrap(), b"own");
    std::fs::remove_file(folder.join("我的.xlsx")).unwrap();
    assert!(all() == first);
    // What cannot be built changes nothing; a draft has a folder of its own and says what it is.
    copy.edit("content/submissions/2023/市工业局.yaml", "状态: 已审定", "状态: 已审");
    assert_eq!(copy.run(&["build", "--data"]).code(), 1);
    assert!(all() == first);
    assert_eq!(copy.run(&["build", "--data", "--draft"]).code(), 1);
    let readme = std::fs::read_to_string(copy.path().join("output/2023/data（预览稿）/README.md")).unwrap();
    assert!(readme.contains("**预览稿：内容还有错误，不得引用。**") && all() == first);
    // A file that stands where the folder belongs is not taken away.
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "a file").unwrap();
    copy.edit("content/submissions/2023/市工业局.yaml", "状态: 已审", "状态: 已审定");
    let run = copy.run(&["build", "--data"]);
    assert!(run.code() == 2 && run.told().contains("output/2023/data"), "{}", run.told());
    assert_eq!(std::fs::read(&folder).unwrap(), b"a file");
}

#[test]
fn data_are_of_the_whole_and_asked_for_as_other_editions_are() {
    let copy = Copy::new();
    for (flags, told) in [
        (&["--data", "--unit", "市工业局"][..], "没有同时是「--data --unit 单位」的版本"),
        (&["--data", "--brief"], "没有同时是"),
        (&["--internal"], "没有同时是"),
        (&["--data", "--year", "2030"], "2030 年不在方案的规划期内"),
    ] {
        let run = copy.run(&[&["build"], flags].concat());
        assert!(run.code() == 2 && run.told().contains(told), "{flags:?}: {}", run.told());
    }
    assert!(!copy.path().join("output/2023/data").exists());
    let run = copy.run(&["build", "--data", "--internal"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let readme = std::fs::read_to_string(copy.path().join("output/2023/data-internal/README.md")).unwrap();
    assert!(readme.contains("**这是内部版，含只供内部的内容，不得公开。**"));
}
