//! Values changed from the page: who may, what is written, and what is left alone.

use fantoccini::Locator;
use fantoccini::key::Key;
use highland::model::field::File;
use highland::pipeline::Request;
use highland::preview::{Editor, Wish};
use highland::project::Project;
use highland::source::{Sources, Tree, hash, parse};
use serde_json::{Value, json};

use super::project::{Copy, NO_HANG};
use super::seen::{Browser, drawn, run, version};
use super::served::Served;

const FILE: &str = "content/submissions/2023/市工业局.yaml";

fn read(copy: &Copy) -> String {
    std::fs::read_to_string(copy.path().join(FILE)).unwrap()
}

/// A change of the figure in the file as it is.
fn wish(copy: &Copy, text: &str) -> Value {
    let hash = hash(&std::fs::read(copy.path().join(FILE)).unwrap());
    json!({ "path": FILE, "steps": ["指标", "示范工厂数"], "before": "6", "text": text, "hash": hash })
}

/// Everything that the pages say may be changed, or why not.
fn places(served: &Served) -> Vec<Value> {
    let state = served.state();
    let marks = state["pages"].as_array().unwrap().iter().map(|page| page["mark"].as_str().unwrap());
    let mut places: Vec<Value> = Vec::new();
    for mark in marks {
        let found: Value = serde_json::from_str(&served.get(&format!("/origin.json?mark={mark}")).1).unwrap();
        for place in found.as_array().unwrap() {
            if places.iter().all(|own| own["path"] != place["path"] || own["edit"]["steps"] != place["edit"]["steps"]) {
                places.push(place.clone());
            }
        }
    }
    places
}

#[test]
fn only_who_opened_the_page_with_the_secret_changes_anything() {
    let copy = Copy::new();
    let before = read(&copy);
    // Not asked for: nobody does.
    let reader = Served::new(copy.path(), &[]);
    assert_eq!(reader.fragment, "");
    assert_eq!(reader.change(&wish(&copy, "7"), &reader.own_heads()).0, 403);
    assert!(places(&reader).iter().all(|place| place["edit"].is_null()));
    drop(reader);
    let served = Served::new(copy.path(), &["--edit"]);
    // Nothing that a page is told holds the secret.
    let secret = served.fragment.strip_prefix("edit=").unwrap();
    assert_eq!(secret.len(), 32);
    for path in ["/", "/preview.js", "/edit.js", "/state.json"] {
        assert!(!served.get(path).1.contains(secret), "{path}");
    }
    let own = served.own_heads();
    let without = |name: &str| own.iter().filter(|head| !head.starts_with(name)).cloned().collect::<Vec<_>>();
    let with =
        |name: &str, value: &str| without(name).into_iter().chain([format!("{name}: {value}")]).collect::<Vec<_>>();
    for (what, heads) in [
        ("no secret", without("X-Highland-Edit")),
        ("another secret", with("X-Highland-Edit", &secret.replace(|c: char| c.is_ascii_digit(), "a"))),
        ("an empty secret", with("X-Highland-Edit", "")),
        ("two secrets", own.iter().cloned().chain([format!("X-Highland-Edit: {secret}")]).collect()),
        ("no origin", without("Origin")),
        ("another origin", with("Origin", "http://evil.example")),
        ("no origin of its own", with("Origin", "null")),
        ("another site", with("Sec-Fetch-Site", "cross-site")),
        ("a form", with("Content-Type", "text/plain")),
        ("no kind", without("Content-Type")),
    ] {
        assert_eq!(served.change(&wish(&copy, "7"), &heads).0, 403, "{what}");
    }
    // Of other addresses and kinds of request, none.
    for head in ["POST /", "POST /state.json", "PUT /edit", "DELETE /edit", "POST /edit/.."] {
        let heads = own.iter().map(|head| format!("{head}\r\n")).collect::<String>();
        let request = format!("{head} HTTP/1.1\r\nHost: {}\r\n{heads}Content-Length: 0\r\n\r\n", served.address);
        assert!(
            (400..500).contains(&super::served::status(&super::served::exchange(served.address, &request))),
            "{head}"
        );
    }
    assert_eq!(read(&copy), before);
    // Its own page does, and the page is made anew.
    let (status, answer) = served.change(&wish(&copy, "7"), &own);
    assert_eq!(status, 200, "{answer}");
    assert_eq!(read(&copy), before.replace("示范工厂数: 6 ", "示范工厂数: 7 "));
    let state = served.state_when(|state| state["version"] == 2);
    assert_eq!(state["changes"]["differences"][0]["after"]["value"], "7家");
    // Only on the machine itself.
    for args in [["--listen", "0.0.0.0:0"], ["--host", "yulan.example"]] {
        let refused = copy.run(&[&["serve", "--edit"], &args[..]].concat());
        assert!(refused.code() == 2 && refused.told().contains("--edit 只供"), "{}", refused.told());
    }
}

#[test]
fn what_was_changed_meanwhile_or_signed_or_is_no_place_stays() {
    let copy = Copy::new();
    let served = Served::new(copy.path(), &["--edit"]);
    let own = served.own_heads();
    let refused = |wish: &Value, status: u16, why: &str| {
        let before = read(&copy);
        let (told, answer) = served.change(wish, &own);
        assert!(told == status && answer.contains(why), "{told} {answer}");
        assert_eq!(read(&copy), before);
    };
    let other = |key: &str, value: Value| {
        let mut wish = wish(&copy, "7");
        wish[key] = value;
        wish
    };
    for path in
        ["../secret.txt", "/etc/passwd", "content/plan.yaml", "content/settings.yaml", "content/submissions/2023/", ""]
    {
        refused(&other("path", path.into()), 409, "没有");
    }
    for steps in [json!([]), json!(["指标"]), json!(["指标", 0]), json!([0]), json!(["指标", "示范工厂数", "实际值"])]
    {
        refused(&other("steps", steps), 409, "没有这一处");
    }
    refused(&other("before", "5".into()), 409, "不是页面上的内容");
    refused(&other("hash", "0".into()), 409, "改过");
    refused(&other("more", "0".into()), 400, "看不懂");
    refused(&json!("x"), 400, "看不懂");
    refused(&other("text", "字".repeat(400_000).into()), 413, "太长");
    // A file that cannot be read whole is mended by hand.
    copy.edit(FILE, "现场会场次: 3", "现场会场次: [3");
    refused(&wish(&copy, "7"), 409, "第 ");
    copy.edit(FILE, "现场会场次: [3", "现场会场次: 3");
    assert_eq!(copy.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    refused(&wish(&copy, "7"), 409, "已由示例签发人签发");
    let mine = || places(&served).into_iter().filter(|place| place["path"] == FILE).collect::<Vec<_>>();
    let start = std::time::Instant::now();
    while mine().iter().any(|place| place["edit"]["refused"].is_null()) {
        assert!(start.elapsed() < NO_HANG, "the page knows of no signature");
    }
    let mine = mine();
    assert!(!mine.is_empty());
    for place in &mine {
        let why = place["edit"]["refused"].as_str().unwrap_or_default();
        assert!(why.contains("highland sign --unit 市工业局 --by 姓名 --withdraw 原因"), "{place}");
    }
    // The way out that is told leads out.
    let withdrawn = copy.run(&["sign", "--unit", "市工业局", "--by", "示例签发人", "--withdraw", "数有误"]);
    assert_eq!(withdrawn.code(), 0, "{}", withdrawn.told());
    assert_eq!(served.change(&wish(&copy, "7"), &own).0, 200);
}

/// The values of a text.
fn tree(text: &str) -> Tree {
    Tree::of(&parse(Sources::default().add("", text), text, &File::Submission.keys()).0)
}

/// What people type, and what YAML would make something else of.
const TYPED: [&str; 14] = [
    "12.50",
    "约50",
    "# 不是注释",
    "甲 # 乙",
    "- 一项",
    "键: 值",
    "{甲, 乙}",
    "&锚 *名 !标",
    "“引”'号\"",
    "第一段。\n\n第二段。\n  - 缩进",
    "| 表 | 头 |\n|--|--|\n| 1 | 2 |",
    "null",
    "...",
    "",
];

#[test]
#[ignore = "long"]
fn every_place_on_the_pages_takes_whatever_is_typed_and_nothing_else_changes() {
    for plan in ["city", "district"] {
        let copy = Copy::of(&format!("tests/{plan}/content"));
        let served = Served::new(copy.path(), &["--edit"]);
        let places = places(&served);
        drop(served);
        let open: Vec<&Value> = places.iter().filter(|place| place["edit"]["refused"].is_null()).collect();
        assert!(10 < open.len() && open.len() * 10 >= places.len() * 9, "{} of {}", open.len(), places.len());
        let editor = Editor::new(Project::at(copy.path()).unwrap(), &Request::default()).unwrap();
        for (place, at) in open.iter().zip(0..) {
            let path = place["path"].as_str().unwrap();
            let year = path.split('/').nth(2).unwrap().parse().unwrap();
            let before = std::fs::read(copy.path().join(path)).unwrap();
            let text = String::from_utf8(before.clone()).unwrap();
            let edit = &place["edit"];
            for typed in TYPED.iter().cycle().skip(at).take(4) {
                let wish = json!({ "path": path, "steps": edit["steps"], "before": edit["text"], "text": typed, "hash": hash(&before) });
                let wish: Wish = serde_json::from_value(wish).unwrap();
                let saved = editor.save(&wish, year).unwrap_or_else(|error| panic!("{place} 「{typed}」: {error:#}"));
                let saved = serde_json::to_value(saved).unwrap();
                let after = std::fs::read_to_string(copy.path().join(path)).unwrap();
                assert_eq!(saved["edit"]["hash"], hash(after.as_bytes()));
                // Put back by the page's own button, everything says what it said.
                let steps = serde_json::from_value::<Vec<highland::source::Step>>(edit["steps"].clone()).unwrap();
                let mut wanted = tree(&text);
                *wanted.at(&steps).unwrap() = Tree::text(typed);
                assert!(tree(&after).says(&wanted), "{place} 「{typed}」\n{after}");
                std::fs::write(copy.path().join(path), &before).unwrap();
            }
        }
    }
}

#[test]
#[ignore = "long"]
fn a_figure_is_clicked_changed_and_seen_on_the_page() {
    run(async {
        let Some(browser) = Browser::start((1400, 900)).await else { return };
        let copy = Copy::new();
        let served = Served::new(copy.path(), &["--edit"]);
        browser.client.goto(&format!("http://{}/#{}", served.address, served.fragment)).await.unwrap();
        browser.until(&version(1)).await;
        browser.until("document.documentElement.dataset.words === '1'").await;
        // The secret does not stay in the address.
        assert_eq!(browser.ask("location.href").await, format!("http://{}/", served.address));
        let place = "(() => { const all = [...document.querySelectorAll('.page')]; const n = all.findIndex(page => page.textContent.includes('离散制造')); return n; })()";
        let page = browser.ask(place).await.as_u64().unwrap();
        browser.ask(&format!("(go({page}), true)")).await;
        browser.until(&drawn(usize::try_from(page).unwrap())).await;
        let click = |text: &'static str| {
            format!(
                "(() => {{ const own = [...document.querySelectorAll('.page')][{page}].querySelectorAll('tspan'); const word = [...own].find(own => own.textContent.includes('{text}')); const box = word.getBoundingClientRect(); word.dispatchEvent(new MouseEvent('click', {{ bubbles: true, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }})); return true; }})()"
            )
        };
        browser.ask(&click("离散制造")).await;
        browser.until("document.querySelectorAll('form.edit').length === 1").await;
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        browser.shot("edit-1").await;
        // Typed, and saved from the keyboard.
        let field = browser.client.find(Locator::Css("form.edit [name=text]")).await.unwrap();
        field.send_keys("另有“三同步”试点2家。").await.unwrap();
        assert_eq!(browser.ask("unsaved()").await, json!(true));
        field.send_keys(&format!("{}{}", char::from(Key::Control), char::from(Key::Enter))).await.unwrap();
        browser.until(&version(2)).await;
        assert!(read(&copy).contains("另有“三同步”试点2家。"));
        browser.until("document.querySelector('form.edit [role=status]').textContent.startsWith('已保存到')").await;
        browser.until("document.documentElement.dataset.words === '2'").await;
        assert_eq!(browser.ask("document.getElementById('pages').textContent.includes('三同步')").await, json!(true));
        assert_eq!(browser.ask("unsaved()").await, json!(false));
        browser.shot("edit-2").await;
        // Put back.
        let before = Copy::new();
        browser.ask("(document.querySelector('form.edit .link').click(), true)").await;
        browser.until(&version(3)).await;
        assert_eq!(read(&copy), read(&before));
        // Somebody else was faster: what was typed is still there, and it is said why it was not saved.
        copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 7 ");
        browser.until(&version(4)).await;
        field.send_keys("别的话。").await.unwrap();
        browser.ask("(document.querySelector('form.edit').requestSubmit(), true)").await;
        browser.until("document.querySelector('form.edit .bad') !== null").await;
        let told = browser.ask("document.querySelector('form.edit [role=status]').textContent").await;
        assert!(told.as_str().unwrap().contains("改过"), "{told}");
        assert!(!read(&copy).contains("别的话"));
        // What it says leads out: clicked again, what was typed is there beside what the file says, and is saved.
        browser.ask(&click("离散制造")).await;
        browser.until("document.querySelector('form.edit [role=status]').textContent.includes('刚才没有保存的')").await;
        browser.shot("edit-3").await;
        browser.ask("(document.querySelector('form.edit').requestSubmit(), true)").await;
        browser.until(&version(5)).await;
        assert!(read(&copy).contains("别的话。") && read(&copy).contains("示范工厂数: 7 "));
        browser.until("document.querySelector('form.edit [role=status]').textContent.startsWith('已保存到')").await;
        browser.until("document.documentElement.dataset.words === '5'").await;
        // Another window without the secret is told how to come by it.
        browser.ask("(sessionStorage.removeItem('edit'), true)").await;
        browser.ask(&click("离散制造")).await;
        browser.until("document.getElementById('origins').textContent.includes('highland serve --edit')").await;
        browser.client.set_window_size(500, 900).await.unwrap();
        browser.until("document.documentElement.scrollWidth <= innerWidth").await;
        // That a change was refused is what the browser has to say of it.
        let complaints = browser.complaints().await;
        assert!(complaints.iter().all(|told| told.contains("409")) && complaints.len() == 1, "{complaints:?}");
        browser.end().await;
    });
}
