//! The preview's server: what it refuses, what it tells of an edit, and where things come from.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use highland::pipeline::{Request, Session};
use highland::preview::{Desk, Origins, Pointed};
use highland::project::Project;
use highland::typeset::{Marks, words};
use serde_json::Value;

use super::project::{Copy, NO_HANG, command};
use super::served::{Served, exchange, status};

#[test]
fn only_its_own_page_may_ask_and_only_to_read() {
    let copy = Copy::new();
    let served = Served::new(copy.path(), &["--host", "yulan.example"]);
    let port = served.address.port();
    let ask = |request: &str| exchange(served.address, &request.replace('\n', "\r\n"));
    let own = format!("GET /state.json HTTP/1.1\nHost: 127.0.0.1:{port}\nConnection: close\n");
    assert_eq!(status(&ask(&format!("{own}\n"))), 200);
    for name in ["localhost", "[::1]", "YULAN.example"] {
        assert_eq!(status(&ask(&format!("{}\n", own.replace("127.0.0.1", name)))), 200, "{name}");
    }
    // Another name that leads here, another port, no name at all: a page of another site could have sent these.
    for host in [
        format!("evil.example:{port}"),
        "127.0.0.1:1".to_owned(),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1.evil.example:{port}"),
    ] {
        let answer = ask(&format!("GET /state.json HTTP/1.1\nHost: {host}\nConnection: close\n\n"));
        assert_eq!(status(&answer), 403, "{host}");
        assert!(!answer.contains("\"pages\""), "{host}");
    }
    assert!((400..500).contains(&status(&ask("GET /state.json HTTP/1.1\nConnection: close\n\n"))));
    for (header, expected) in [
        ("Origin: http://evil.example".to_owned(), 403),
        ("Origin: null".to_owned(), 403),
        (format!("Origin: https://127.0.0.1:{port}"), 403),
        (format!("Origin: http://127.0.0.1:{port}"), 200),
        ("Sec-Fetch-Site: cross-site".to_owned(), 403),
        ("Sec-Fetch-Site: same-site".to_owned(), 403),
        ("Sec-Fetch-Site: same-origin".to_owned(), 200),
    ] {
        assert_eq!(status(&ask(&format!("{own}{header}\n\n"))), expected, "{header}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(status(&ask(&format!("{}\n", own.replace("GET", method)))), 403, "{method}");
    }
}

#[test]
fn what_is_said_twice_counts_twice() {
    let copy = Copy::new();
    let server = Served::new(copy.path(), &[]);
    let port = server.address.port();
    let ask = |head: &str| status(&exchange(server.address, &format!("{head}Connection: close\r\n\r\n")));
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    assert_eq!(ask(&format!("GET /state.json HTTP/1.1\r\n{own}")), 200);
    for head in [
        format!("GET /state.json HTTP/1.1\r\n{own}Host: evil.example\r\n"),
        format!("GET /state.json HTTP/1.1\r\nHost: evil.example\r\n{own}"),
        format!("GET /state.json HTTP/1.1\r\n{own}{own}"),
        format!("GET http://evil.example/state.json HTTP/1.1\r\n{own}"),
        format!("GET /state.json HTTP/1.1\r\n{own}Origin: http://127.0.0.1:{port}\r\nOrigin: http://evil.example\r\n"),
    ] {
        assert_ne!(ask(&head), 200, "{head}");
    }
}

#[test]
#[ignore = "long"]
fn half_a_request_is_not_waited_for() {
    use std::io::{Read, Write};
    let copy = Copy::new();
    let server = Served::new(copy.path(), &[]);
    let mut half = std::net::TcpStream::connect(server.address).unwrap();
    half.write_all(b"GET /state.json HTTP/1.1\r\nHost:").unwrap();
    half.set_read_timeout(Some(NO_HANG)).unwrap();
    let mut answer = Vec::new();
    half.read_to_end(&mut answer).expect("the server hangs up before half a minute");
    assert!(!String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 200"));
}

#[test]
fn serves_nothing_but_what_is_meant_to_be_served() {
    let copy = Copy::new();
    copy.write("secret.txt", "geheim");
    let served = Served::new(copy.path(), &[]);
    for path in [
        "/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/page/../../secret.txt",
        "/page/..%2f..%2fsecret.txt.svg",
        "/content/plan.yaml",
        "/page/0.svg",
        "/page/",
        "/origin.json",
        "/origin.json?mark=x",
        "/origin.json?mark=x&x=NaN&y=inf",
        "/preview.js/..",
        "//etc/passwd",
        "/web/../content/plan.yaml",
        "/web/%2e%2e/content/plan.yaml",
        "/web//etc/passwd",
        "/web/nothing.html",
    ] {
        let (status, body) = served.get(path);
        assert!((400..500).contains(&status), "{path}: {status}");
        assert!(!body.contains("geheim") && !body.contains("root:"), "{path}");
    }
    let mark = served.state()["pages"][0]["mark"].as_str().unwrap().to_owned();
    for (path, expected) in [
        ("/", "<!DOCTYPE html>"),
        ("/preview.js", "use strict"),
        ("/preview.css", ":root"),
        (&format!("/page/{mark}.svg"), "<svg"),
        ("/report.pdf", "%PDF-"),
        ("/web/", "<!DOCTYPE html>"),
        ("/web/text.html", "<main"),
        ("/web/site.css", "{"),
    ] {
        let (status, body) = served.get(path);
        assert_eq!(status, 200, "{path}");
        assert!(body.contains(expected), "{path}");
    }
    // Odd places are answered, with nothing.
    for place in ["x=-1&y=5", "x=NaN&y=inf", "x=1e308&y=-1e308"] {
        assert_eq!(served.get(&format!("/origin.json?mark={mark}&{place}")), (200, "[]".to_owned()), "{place}");
    }
    // A page brings nothing from elsewhere.
    for page in ["/", "/preview.js", "/preview.css"] {
        assert!(!served.get(page).1.contains("://"), "{page} names an address");
    }
}

#[test]
fn tells_what_an_edit_changed_and_keeps_the_pages_of_a_broken_state() {
    let copy = Copy::new();
    let served = Served::new(copy.path(), &[]);
    let first = served.state();
    let pages = first["pages"].clone();
    // The numbers printed on the pages: none on the cover, Roman ones before the first chapter.
    let numbers: Vec<&str> = pages.as_array().unwrap().iter().filter_map(|page| page["number"].as_str()).collect();
    assert!(numbers.contains(&"II") && numbers.contains(&"1") && numbers.len() < pages.as_array().unwrap().len());
    assert_eq!(first["changes"]["differences"], Value::Array(Vec::new()));
    // A value.
    copy.edit("content/submissions/2023/市工业局.yaml", "示范工厂数: 6 ", "示范工厂数: 13 ");
    let state = served.state_when(|state| state["version"] == 2);
    let difference = &state["changes"]["differences"][0];
    assert_eq!(difference["name"], "示范工厂数");
    assert_eq!((&difference["before"]["value"], &difference["after"]["value"]), (&"6家".into(), &"13家".into()));
    assert_eq!(difference["after"]["status"], "已完成");
    // The jump is a new warning, told with what changed.
    assert_eq!(state["changes"]["warned"].as_array().unwrap().len(), 1, "{}", state["changes"]);
    assert_ne!(state["pages"], pages);
    let pages = state["pages"].clone();
    // A text.
    copy.edit("content/submissions/2023/市工业局.yaml", "流程制造12家", "流程制造14家");
    let state = served.state_when(|state| state["version"] == 3);
    assert_eq!(state["changes"]["texts"][0]["added"], serde_json::json!(["流程制造14家。"]));
    assert_eq!(state["changes"]["texts"][0]["section"], "任务 2.1.1 推进数字化改造 · 进展");
    // The plan broken: the pages stay, and the reason is told.
    let plan = std::fs::read_to_string(copy.path().join("content/plan.yaml")).unwrap();
    copy.write("content/plan.yaml", plan.replacen("指标:", "指标: [", 1));
    let broken = served.state_when(|state| state["version"] == 4);
    let stale = broken["stale"].as_str().unwrap();
    assert!(stale.starts_with("下面是上一次的页面") && stale.contains("content/plan.yaml 第 "), "{stale}");
    assert_eq!(broken["pages"], state["pages"]);
    assert_ne!(broken["pages"], pages);
    // A template broken, the plan mended.
    copy.write("content/plan.yaml", plan).write("content/templates/area.xml.j2", "{{ area.nothing }}");
    let broken =
        served.state_when(|state| state["stale"].as_str().is_some_and(|reason| reason.contains("area.xml.j2")));
    assert_eq!(broken["pages"], state["pages"]);
    // Mended by taking the file away.
    std::fs::remove_file(copy.path().join("content/templates/area.xml.j2")).unwrap();
    let mended = served.state_when(|state| state["stale"].is_null());
    assert_eq!(mended["pages"], state["pages"]);
}

/// The word on any page that reads so, and what it comes from.
fn origins_of(session: &mut Session, project: &Project, word: &str) -> Vec<Vec<(String, usize)>> {
    let (outcome, document) = session.pages(project, &Request { draft: true, ..Request::default() }).unwrap();
    let document = document.unwrap();
    let origins = Origins::new(&outcome.content, outcome.year);
    let (mut found, mut before) = (Vec::new(), Vec::new());
    for page in 0..Marks::default().pages(&document).len() {
        let words = words(&document, page);
        for own in words.iter().filter(|own| own.text.contains(word)) {
            let [left, top, right, bottom] = own.edges;
            let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
            let at = origins.at(Pointed { words: &words, before: &before, x, y }, &outcome.sources);
            found.push(at.into_iter().map(|origin| (origin.path, origin.line)).collect());
        }
        before = words;
    }
    found
}

#[test]
fn a_department_that_there_is_not_is_refused_at_the_start() {
    let copy = Copy::new();
    for command in ["serve", "watch"] {
        let run = copy.run(&[command, "--unit", "市工业居"]);
        assert!(run.code() == 2 && run.told().contains("市工业局"), "{command}: {}", run.told());
    }
}

#[test]
#[ignore = "long"]
fn figures_and_texts_lead_to_the_line_they_were_written_on() {
    let copy = Copy::of_shipped(false);
    let project = Project::at(copy.path()).unwrap();
    let mut session = Session::default();
    let file = "content/submissions/2024/市科技局.yaml";
    let text = std::fs::read_to_string(copy.path().join(file)).unwrap();
    let line = |part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    // A figure that no other indicator has, in tables, cards, sentences, proofs, charts, and twice in prose.
    let found = origins_of(&mut session, &project, "1580");
    assert!(5 < found.len(), "{}", found.len());
    for origins in &found {
        let lines = [line("实际值: 1580"), line("新增科技型中小企业1580家")];
        assert!(origins.iter().any(|(path, line)| path == file && lines.contains(line)), "{found:?}");
    }
    // Prose, each at its own line of a text of many.
    for part in ["科技企业倍增计划进入", "可以提名的轮次减少"] {
        let found = origins_of(&mut session, &project, part);
        assert!(!found.is_empty(), "{part}");
        for origins in &found {
            assert_eq!(origins.as_slice(), [(file.to_owned(), line(part))], "{part}");
        }
    }
    // A line of a cell that holds several texts leads to one of them.
    let found = origins_of(&mut session, &project, "负责人到岗和");
    assert!(!found.is_empty() && found.iter().all(|origins| !origins.is_empty()), "{found:?}");
    // A figure of another year, in its column of a table, leads to that year's file.
    let past = "content/submissions/2023/市科技局.yaml";
    let text = std::fs::read_to_string(copy.path().join(past)).unwrap();
    let line = text.lines().position(|line| line.contains("1310")).unwrap() + 1;
    let found = origins_of(&mut session, &project, "1310");
    assert!(found.iter().flatten().any(|origin| *origin == (past.to_owned(), line)), "{found:?}");
    // What no department wrote comes from nowhere.
    assert!(origins_of(&mut session, &project, "编制依据").iter().all(Vec::is_empty));
}

#[test]
fn the_pdf_of_one_version_is_made_once_for_all_who_ask() {
    let copy = Copy::new();
    let mut desk = Desk::new(Project::at(copy.path()).unwrap(), Request::default());
    let good = desk.board(&[]).good.unwrap();
    let asked: Vec<_> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..4).map(|_| scope.spawn(|| good.pdf().unwrap())).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    });
    // The same bytes, in the same place.
    assert!(asked.iter().all(|pdf| pdf.as_ptr() == asked[0].as_ptr() && pdf.starts_with(b"%PDF-")));
    copy.edit("content/submissions/2023/市工业局.yaml", "示范工厂数: 6 ", "示范工厂数: 13 ");
    assert!(desk.board(&[]).good.unwrap().pdf().unwrap() != asked[0]);
}

#[test]
fn watch_writes_the_draft_again_and_keeps_it_when_the_plan_breaks() {
    let copy = Copy::new();
    let mut child = command(copy.path()).arg("watch").stderr(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut until = |part: &str| {
        let mut text = String::new();
        for line in told.by_ref() {
            text.extend([line.as_str(), "\n"]);
            if line.contains(part) {
                return text;
            }
        }
        panic!("never said {part}: {text}");
    };
    until("已生成预览稿");
    let path = copy.path().join("output/2023/年度报告（预览稿）.pdf");
    let first = std::fs::read(&path).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    copy.edit("content/submissions/2023/市工业局.yaml", "示范工厂数: 6 ", "示范工厂数: 13 ");
    let text = until("已生成预览稿");
    assert!(text.contains("指标「示范工厂数」：6家，符合时序 → 13家，已完成"), "{text}");
    let second = std::fs::read(&path).unwrap();
    assert!(second != first);
    let plan = std::fs::read_to_string(copy.path().join("content/plan.yaml")).unwrap();
    copy.write("content/plan.yaml", plan.replacen("指标:", "指标: [", 1));
    let text = until("仍是上一次的");
    assert!(text.contains("content/plan.yaml 第"), "{text}");
    copy.write("content/plan.yaml", plan);
    until("已生成预览稿");
    assert!(std::fs::read(&path).unwrap() == second);
    child.kill().unwrap();
    child.wait().unwrap();
}
