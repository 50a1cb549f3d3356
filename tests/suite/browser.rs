//! The preview in a real browser.

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::key::Key;
use highland::pipeline::{Request, build};
use highland::project::Project;
use highland::typeset::{PagedDocument, svg, words};
use serde_json::{Value, json};

use super::project::Copy;
use super::seen::{Browser, drawn, run, version};
use super::served::Served;

/// The pages that the preview should show.
fn draft(copy: &Copy) -> PagedDocument {
    let request = Request { draft: true, ..Request::default() };
    let outcome = build(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
    outcome.product.unwrap().pdf().unwrap().document.clone()
}

const FILE: &str = "content/submissions/2023/市工业局.yaml";

#[test]
#[ignore = "long"]
fn an_edit_shows_a_break_is_told_and_the_reader_stays_where_he_was() {
    run(async {
        let Some(browser) = Browser::start((1400, 900)).await else { return };
        let copy = Copy::new();
        let served = Served::new(copy.path(), &[]);
        browser.client.goto(&format!("http://{}/", served.address)).await.unwrap();
        browser.until(&version(1)).await;
        browser.until(&drawn(0)).await;
        browser.shot("1-first").await;
        // The reader is in the middle of page 6.
        browser.ask("(go(5, 0.4), true)").await;
        browser.until(&drawn(5)).await;
        let place = browser.ask("JSON.stringify(place())").await;
        // A value: the page that has it is the page of a build from nothing.
        copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
        browser.until(&version(2)).await;
        let text = |id: &'static str| {
            let browser = &browser;
            async move {
                browser.ask(&format!("document.getElementById('{id}').textContent")).await.as_str().unwrap().to_owned()
            }
        };
        let changes = text("changes").await;
        assert!(changes.contains("指标「示范工厂数」：6家，符合时序 → 13家，已完成"), "{changes}");
        let document = draft(&copy);
        let changed = browser.ask("changedPages").await;
        let changed: Vec<usize> =
            changed.as_array().unwrap().iter().map(|n| usize::try_from(n.as_u64().unwrap()).unwrap()).collect();
        assert!(!changed.is_empty());
        for &at in &changed {
            let script = format!(
                "fetch(document.querySelectorAll('.page img')[{at}].src).then(a => a.text()).then(arguments[arguments.length - 1])"
            );
            let seen = browser.client.execute_async(&script, Vec::new()).await.unwrap();
            assert!(seen.as_str().unwrap() == svg(&document, at).unwrap(), "page {}", at + 1);
        }
        browser.ask(&format!("(go({}), true)", changed[0])).await;
        browser.until(&drawn(changed[0])).await;
        browser.shot("2-edited").await;
        browser.ask("(go(5, 0.4), true)").await;
        assert_eq!(browser.ask("place().at").await, json!(5));
        // A file broken: the finding with its frame, the pages still there.
        let count = browser.ask("document.querySelectorAll('.page').length").await;
        copy.edit(FILE, "示范工厂数: 13 ", "示范工厂数: [13 ");
        browser.until(&version(3)).await;
        browser.press("1").await;
        let findings = text("findings").await;
        assert!(
            findings.contains("市工业局") && findings.contains("市工业局.yaml 第 8 行") && findings.contains("│"),
            "{findings}"
        );
        browser.until(&drawn(5)).await;
        browser.shot("3-broken").await;
        // The plan broken: the same pages, marked, with the reason.
        let plan = std::fs::read_to_string(copy.path().join("content/plan.yaml")).unwrap();
        let count_now = browser.ask("document.querySelectorAll('.page').length").await;
        copy.write("content/plan.yaml", plan.replacen("指标:", "指标: [", 1));
        browser.until(&version(4)).await;
        browser.until("document.getElementById('pages').classList.contains('old') && !document.getElementById('stale').hidden").await;
        let stale = text("stale").await;
        assert!(stale.contains("content/plan.yaml 第"), "{stale}");
        assert_eq!(browser.ask("document.querySelectorAll('.page').length").await, count_now);
        browser.until(&drawn(5)).await;
        browser.shot("4-stale").await;
        // Mended.
        copy.write("content/plan.yaml", plan).edit(FILE, "示范工厂数: [13 ", "示范工厂数: 13 ");
        browser
            .until("document.getElementById('pill').textContent === '最新' && document.getElementById('stale').hidden")
            .await;
        browser.until(&format!("document.querySelectorAll('.page').length === {count}")).await;
        let now: Value = serde_json::from_str(browser.ask("JSON.stringify(place())").await.as_str().unwrap()).unwrap();
        let then: Value = serde_json::from_str(place.as_str().unwrap()).unwrap();
        assert_eq!(now["at"], then["at"]);
        assert!((now["share"].as_f64().unwrap() - 0.4).abs() < 0.02, "{now} {then}");
        // A new window comes to the same place.
        browser.client.refresh().await.unwrap();
        browser.until(&drawn(5)).await;
        assert_eq!(browser.ask("place().at").await, json!(5));
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn a_click_leads_to_the_line_and_everything_can_be_done_from_the_keyboard() {
    run(async {
        let Some(browser) = Browser::start((1400, 900)).await else { return };
        let copy = Copy::new();
        let served = Served::new(copy.path(), &[]);
        browser.client.goto(&format!("http://{}/", served.address)).await.unwrap();
        browser.until(&version(1)).await;
        let document = draft(&copy);
        let (page, edges) = (0..200)
            .find_map(|page| {
                words(&document, page)
                    .into_iter()
                    .find(|word| word.text.starts_with("离散制"))
                    .map(|word| (page, word.edges))
            })
            .unwrap();
        browser.ask(&format!("(go({page}, {}), true)", (edges[1] - 0.2).max(0.0))).await;
        browser.until(&drawn(page)).await;
        let at = browser.ask(&format!("(b => [b.left + b.width * {}, b.top + b.height * {}])(document.querySelectorAll('.page img')[{page}].getBoundingClientRect())", f64::midpoint(edges[0], edges[2]), f64::midpoint(edges[1], edges[3]))).await;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x: at[0].as_f64().unwrap(), y: at[1].as_f64().unwrap() })
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
        browser.client.perform_actions(mouse).await.unwrap();
        browser.until("document.querySelectorAll('#origins .here').length === 1").await;
        let here = browser.ask("document.querySelector('#origins .here').textContent").await;
        assert!(here.as_str().unwrap().contains("离散制造60家"), "{here}");
        assert_eq!(browser.ask("document.getElementById('origins').hidden").await, json!(false));
        browser.shot("5-origin").await;
        // The keyboard alone.
        browser.press("2").await;
        browser.until("!document.getElementById('cockpit').hidden && document.getElementById('origins').hidden").await;
        browser.shot("6-cockpit").await;
        browser.press("]").await;
        browser.until(&format!("place().at === {}", page + 1)).await;
        browser.ask(&format!("(document.querySelectorAll('.page img')[{page}].focus(), true)")).await;
        browser.client.active_element().await.unwrap().send_keys(&String::from(char::from(Key::Enter))).await.unwrap();
        browser.until("document.querySelectorAll('#origins .here').length > 1").await;
        let tab = browser.client.find(Locator::Id("tab-origins")).await.unwrap();
        tab.send_keys(&String::from(char::from(Key::Left))).await.unwrap();
        browser
            .until("!document.getElementById('changes').hidden && document.activeElement.id === 'tab-changes'")
            .await;
        // Nothing without a name for those who hear the page.
        assert_eq!(browser.ask("[...document.querySelectorAll('img, button, input, a')].filter(e => !(e.alt || e.textContent.trim() || e.getAttribute('aria-label'))).length").await, json!(0));
        // A narrow window: one column, nothing to the side.
        browser.client.set_window_size(500, 900).await.unwrap();
        browser.until("innerWidth <= 520").await;
        browser.until(&format!("place().at === {page}")).await;
        browser.until("document.documentElement.scrollWidth <= innerWidth && document.getElementById('pages').scrollWidth <= document.getElementById('pages').clientWidth").await;
        browser.shot("7-narrow").await;
        browser.press("1").await;
        browser.until("document.getElementById('findings').getBoundingClientRect().height > 20").await;
        browser.shot("8-narrow-findings").await;
        browser.press(char::from(Key::Escape)).await;
        browser.until("document.getElementById('findings').getBoundingClientRect().height === 0").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn hostile_text_stays_text() {
    run(async {
        let Some(browser) = Browser::start((1200, 800)).await else { return };
        let copy = Copy::new();
        let hostile = r#"</script></pre><img src=x onerror="document.title='got you'"><script>document.title='got you'</script><svg onload="document.title='got you'">"#;
        copy.edit(FILE, "现场会少开1场。", "现场会少开1场。").edit(FILE, "现场会少开1场。", hostile);
        copy.edit(FILE, "现场会场次: 3", &format!("现场会场次: 3\n  '{}': 5", hostile.replace('\'', "’")));
        let served = Served::new(copy.path(), &[]);
        browser.client.goto(&format!("http://{}/", served.address)).await.unwrap();
        browser.until(&version(1)).await;
        copy.edit(FILE, "补足场次。", &format!("补足场次。{hostile}"));
        browser.until(&version(2)).await;
        let findings = browser.ask("document.getElementById('findings').textContent").await;
        assert!(findings.as_str().unwrap().contains("<img src=x onerror="), "{findings}");
        let changes = browser.ask("document.getElementById('changes').textContent").await;
        assert!(changes.as_str().unwrap().contains("onerror="), "{changes}");
        for at in 0..browser.ask("document.querySelectorAll('.page').length").await.as_u64().unwrap() {
            browser.ask(&format!("(ask({at}, {{}}), true)")).await;
        }
        browser.until("document.getElementById('origins').textContent.length > 20").await;
        assert_eq!(
            browser
                .ask("document.querySelectorAll('img:not(.page img), script:not([src]), svg:not(.words)').length")
                .await,
            json!(0)
        );
        assert_ne!(browser.client.title().await.unwrap(), "got you");
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn the_page_of_a_night_needs_no_server_and_hostile_text_stays_text() {
    run(async {
        let Some(browser) = Browser::start((1200, 900)).await else { return };
        let copy = Copy::new();
        assert_eq!(copy.run(&["nightly"]).code(), 0);
        let hostile = r#"</details></style><img src=x onerror="document.title='got you'"><script>document.title='got you'</script>"#;
        copy.edit(FILE, "补足场次。", &format!("补足场次。{hostile}"));
        copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
        copy.edit(FILE, "现场会场次: 3", &format!("现场会场次: 3\n  '{}': 5", hostile.replace('\'', "’")));
        assert_eq!(copy.run(&["nightly"]).code(), 1);
        let page = |name: &str| format!("file://{}", copy.path().join("output/preview").join(name).display());
        for name in ["latest/index.html", "index.html"] {
            browser.client.goto(&page(name)).await.unwrap();
            let text = browser.ask("document.body.innerText").await;
            let text = text.as_str().unwrap();
            for part in ["6家，符合时序 → 13家，已完成", "onerror=", "不到 1 小时前", "2/3"] {
                assert!(text.contains(part), "{part} in {text}");
            }
            assert_eq!(
                browser.ask("document.querySelectorAll('img, script:not(:last-of-type)').length").await,
                json!(0)
            );
            assert_ne!(browser.client.title().await.unwrap(), "got you");
            // Every link leads to a file that is there.
            let links = browser.ask("[...document.links].map(link => decodeURI(link.href))").await;
            assert_eq!(links.as_array().unwrap().len(), 10, "{links}");
            for link in links.as_array().unwrap() {
                assert!(
                    std::path::Path::new(link.as_str().unwrap().strip_prefix("file://").unwrap()).is_file(),
                    "{link}"
                );
            }
        }
        browser.shot("9-night").await;
        browser.client.set_window_size(500, 900).await.unwrap();
        browser.until("innerWidth <= 520 && document.documentElement.scrollWidth <= innerWidth").await;
        browser.shot("10-night-narrow").await;
        // The page of many workspaces, likewise; its links lead to their nights.
        let to = tempfile::tempdir().unwrap();
        let folder = copy.path().to_string_lossy().into_owned();
        let never = to.path().join("空县#1");
        std::fs::create_dir(&never).unwrap();
        let out = to.path().join("总览").to_string_lossy().into_owned();
        let run = copy.run(&["overview", &folder, &never.to_string_lossy(), "--to", &out]);
        assert_eq!(run.code(), 1, "{}", run.told());
        browser.client.goto(&format!("file://{out}/index.html")).await.unwrap();
        let links = browser.ask("[...document.links].map(link => decodeURI(link.href))").await;
        let link = links[0].as_str().unwrap().strip_prefix("file://").unwrap().to_owned();
        assert!(std::path::Path::new(&link).is_file(), "{links}");
        let text = browser.ask("document.body.innerText").await;
        for part in ["1 个要看一下", "空县#1", "还没有预览", "不到 1 小时前", "2/3"] {
            assert!(text.as_str().unwrap().contains(part), "{part} in {text}");
        }
        browser.until("document.documentElement.scrollWidth <= innerWidth").await;
        browser.shot("11-overview-narrow").await;
        browser.client.set_window_size(1300, 900).await.unwrap();
        browser.shot("12-overview").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}
