//! Many workspaces on one page: who is well, who is not, and nothing that a workspace says does harm.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::nightly::{FILE, json, previews};
use super::project::{Copy, Run, command};

/// Runs the overview of folders in a folder.
fn overview(from: &Path, args: &[&str]) -> Run {
    Run(command(from).arg("overview").args(args).output().unwrap())
}

/// What it says of a workspace.
fn of<'a>(whole: &'a Value, folder: &Path) -> &'a Value {
    let name = folder.file_name().unwrap().to_string_lossy();
    whole["workspaces"].as_array().unwrap().iter().find(|own| own["name"] == *name).unwrap()
}

#[test]
#[ignore = "long"]
fn tells_who_is_well_and_who_is_not() {
    let (well, failed, never, late) = (Copy::new(), Copy::new(), Copy::new(), Copy::new());
    assert_eq!(well.run(&["nightly"]).code(), 0);
    assert_eq!(failed.run(&["nightly"]).code(), 0);
    failed.write("content/plan.yaml", "方案: [\n");
    assert_eq!(failed.run(&["nightly"]).code(), 2);
    assert_eq!(late.run(&["nightly"]).code(), 0);
    let beat = previews(&late).join("heartbeat.json");
    let mut old = json(&beat);
    old["last_good"] = Value::from(old["last_good"].as_i64().unwrap() - 30 * 3_600);
    fs::write(&beat, old.to_string()).unwrap();

    let to = tempfile::tempdir().unwrap();
    let folders = [&well, &failed, &never, &late].map(|copy| copy.path().to_str().unwrap());
    let run = overview(to.path(), &[&folders[..], &["--to", "总览"]].concat());
    assert_eq!(run.code(), 1, "{}", run.told());
    let whole = json(&to.path().join("总览/overview.json"));
    assert_eq!((&whole["well"], whole["workspaces"].as_array().unwrap().len()), (&Value::from(1), 4));
    let states = [&well, &failed, &never, &late].map(|copy| of(&whole, copy.path())["state"].as_str().unwrap());
    assert_eq!(states, ["ok", "failed", "none", "late"]);
    // The worst come first, and the table says why.
    assert_eq!(whole["workspaces"][0]["state"], "failed");
    let table = run.printed();
    for told in ["没有生成", "停了", "还没有预览", "共 4 个项目，3 个要看一下"] {
        assert!(table.contains(told), "{told}: {table}");
    }
    // Figures of the last good night, of the one that failed, too.
    let digest = json(&previews(&well).join("latest/digest.json"));
    for (key, told) in [("units", &digest["cockpit"]["totals"]["units"]), ("pages", &digest["pages"])] {
        assert!(told.as_u64().is_some_and(|count| 0 < count), "{key}");
        assert_eq!(&of(&whole, well.path())[key], told, "{key}");
    }
    let headline = &of(&whole, failed.path())["headline"];
    assert_eq!(headline["indicators"], 5);
    assert!(headline["index"].as_str().unwrap().parse::<f64>().is_ok());
    let page = fs::read_to_string(to.path().join("总览/index.html")).unwrap();
    assert!(page.contains("output&#x2f;preview&#x2f;index.html") && page.contains("3 个要看一下"));

    // Alone the one that is well is no trouble; a folder that is named twice counts once; one that is not there is said.
    let run = overview(to.path(), &[folders[0], folders[0], "--format", "json"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert_eq!(serde_json::from_str::<Value>(&run.printed()).unwrap()["workspaces"].as_array().unwrap().len(), 1);
    let run = overview(to.path(), &["没有这个文件夹"]);
    assert_eq!((run.code(), run.told().contains("没有这个文件夹")), (2, true));
}

#[test]
fn reads_an_artifact_and_survives_what_is_no_digest() {
    let copy = Copy::new();
    copy.edit("content/settings.yaml", "题名: ", "题名: <script>alert(1)</script>");
    let text = fs::read_to_string(copy.path().join(FILE)).unwrap();
    copy.write(FILE, format!("{text}\n没有这个键: 1\n"));
    assert_eq!(copy.run(&["nightly"]).code(), 1, "an error that is new");
    let to = tempfile::tempdir().unwrap();
    let run = overview(to.path(), &[previews(&copy).to_str().unwrap()]);
    // Errors in a submission are that workspace's own business.
    assert_eq!(run.code(), 0, "{}", run.told());
    let whole = json(&to.path().join("overview/overview.json"));
    assert_eq!(whole["workspaces"][0]["state"], "problems");
    let page = fs::read_to_string(to.path().join("overview/index.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert(1)"));
    // A heartbeat that was sent by others leads to no other folder.
    let beat = previews(&copy).join("heartbeat.json");
    let mut sent = json(&beat);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(previews(&copy).join("latest/digest.json"), elsewhere.path().join("digest.json")).unwrap();
    sent["latest"] = Value::from(elsewhere.path().to_str().unwrap());
    fs::write(&beat, sent.to_string()).unwrap();
    let night = fs::read_link(previews(&copy).join("latest")).unwrap();
    fs::remove_file(previews(&copy).join("latest")).unwrap();
    let run = overview(to.path(), &[copy.path().to_str().unwrap()]);
    assert_eq!(run.code(), 1, "{}", run.told());
    assert_eq!(json(&to.path().join("overview/overview.json"))["workspaces"][0]["units"], Value::Null);
    fs::rename(previews(&copy).join(night), previews(&copy).join("latest")).unwrap();
    for broken in ["", "{", "[]", "{\"cockpit\": 3}", "null"] {
        fs::write(previews(&copy).join("latest/digest.json"), broken).unwrap();
        let run = overview(to.path(), &[copy.path().to_str().unwrap()]);
        assert_eq!(run.code(), 1, "{broken}: {}", run.told());
        assert!(run.printed().contains("digest.json 损坏"), "{broken}: {}", run.printed());
    }
}
