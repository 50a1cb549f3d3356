//! The form as a page: filled in with a browser, saved, and taken in.

use std::path::PathBuf;

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;

use super::filing::{read, receive};
use super::project::Copy;
use super::seen::{Browser, run};

/// The pages of a plan's departments.
fn pages(copy: &Copy, year: &str) -> PathBuf {
    let run = copy.run(&["new", year, "--html"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    copy.path().join("output/forms").join(year)
}

/// Types into the field that a script finds.
fn fill(find: &str, text: &str) -> String {
    let text = serde_json::Value::from(text);
    format!("(e => {{ e.value = {text}; e.dispatchEvent(new Event('input')); return true; }})({find})")
}

/// The field of an entry by its label.
fn labelled(entry: &str, label: &str) -> String {
    format!(
        "[...document.querySelectorAll('[aria-label=\"{entry}\"] label')].find(own => own.textContent.startsWith('{label}')).parentElement.querySelector('input, textarea, select')"
    )
}

#[test]
#[ignore = "long"]
fn a_page_is_filled_in_without_a_mouse_kept_when_it_closes_and_taken_in() {
    run(async {
        let copy = Copy::new();
        let hostile = "</script><img src=x onerror=\"document.title='got you'\">";
        copy.edit("content/submissions/2023/市工业局.yaml", "现场会少开1场。", &format!("现场会少开1场。{hostile}"));
        let page = format!("file://{}", pages(&copy, "2023").join("市工业局.html").display());
        let Some(browser) = Browser::start((1200, 900)).await else { return };
        browser.client.goto(&page).await.unwrap();
        browser.until("document.getElementById('count').textContent.includes('应填 5 项，已填 5 项')").await;
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        assert_eq!(browser.ask("document.querySelectorAll('img').length").await, json!(0));
        // By the keyboard alone: the first figure.
        browser.ask(&format!("({}.focus(), true)", labelled("示范工厂数", "实际值"))).await;
        let active = browser.client.active_element().await.unwrap();
        active.send_keys(&format!("{}{}约七", char::from(Key::End), char::from(Key::Backspace))).await.unwrap();
        browser.until("document.getElementById('count').textContent.includes('1 处要改')").await;
        assert_eq!(
            browser.ask(&format!("{}.getAttribute('aria-invalid')", labelled("示范工厂数", "实际值"))).await,
            json!("true")
        );
        browser.ask(&fill(&labelled("示范工厂数", "实际值"), "700")).await;
        browser.until("document.body.innerText.includes('相差十倍以上')").await;
        browser.ask(&fill(&labelled("示范工厂数", "实际值"), "7")).await;
        browser.ask(&fill(&labelled("示范工厂数", "说明"), "第一行\n- 列项: 一\n\n# 不是注释")).await;
        browser.ask("([...document.querySelectorAll('button')].find(own => own.textContent === '添加一条大事记').click(), true)").await;
        browser.ask(&fill(&labelled("大事记 第 1 条", "日期"), "2023-05-06")).await;
        browser.ask(&fill(&labelled("大事记 第 1 条", "事项"), "开工\"甲\"")).await;
        browser.shot("20-form").await;
        // Closed and opened again, what was typed is there.
        browser.until("['2023-05-06', '开工'].every(part => JSON.stringify(localStorage).includes(part))").await;
        browser.client.goto("about:blank").await.unwrap();
        browser.client.goto(&page).await.unwrap();
        browser.until("!document.getElementById('kept').hidden").await;
        assert_eq!(browser.ask(&format!("{}.value", labelled("示范工厂数", "实际值"))).await, json!("7"));
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        let saved = browser.ask("yaml()").await.as_str().unwrap().to_owned();
        let path = copy.path().join("下载 (1).yaml");
        std::fs::write(&path, &saved).unwrap();
        let run = receive(&copy, &[&path]);
        let text = read(&copy);
        assert!(run.told().contains("已收下 市工业局"), "{}", run.told());
        for part in [
            "  示范工厂数:                  # 家 · 目标 ≥12 · 上年 4\n    实际值: 7\n    说明: |\n      第一行\n      - 列项: 一\n\n      # 不是注释\n",
            "数字化改造覆盖率: 60%           # %",
            "- 离散制造60家；",
            "大事记:\n  - {日期: 2023-05-06, 事项: \"开工\\\"甲\\\"\"}\n",
            hostile,
        ] {
            assert!(text.contains(part), "{part}: {text}\n{}", run.told());
        }
        // Taken in again, nothing changes; opened in the page, it is what was saved.
        assert!(receive(&copy, &[&path]).told().contains("没有改动"));
        // Narrow.
        browser.client.set_window_size(500, 900).await.unwrap();
        browser.until("innerWidth <= 520 && document.documentElement.scrollWidth <= innerWidth").await;
        browser.shot("21-form-narrow").await;
        assert_eq!(browser.barriers().await, Vec::<String>::new());
        let field = browser.client.find(Locator::Id("open")).await.unwrap();
        browser.ask("(localStorage.clear(), true)").await;
        field.send_keys(&path.to_string_lossy()).await.unwrap();
        browser.until("document.getElementById('kept').textContent.includes('已打开')").await;
        assert_eq!(browser.ask("yaml()").await, json!(saved));
        assert_ne!(browser.client.title().await.unwrap(), "got you");
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn a_page_that_nobody_touched_changes_nothing() {
    run(async {
        let copy = Copy::of("tests/province/content");
        let folder = pages(&copy, "2024");
        let Some(browser) = Browser::start((1200, 900)).await else { return };
        let mut saved = Vec::new();
        for item in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            browser.client.goto(&format!("file://{}", item.path().display())).await.unwrap();
            browser.until("document.getElementById('count').textContent.includes('应填')").await;
            let path = item.path().with_extension("yaml");
            std::fs::write(&path, browser.ask("yaml()").await.as_str().unwrap()).unwrap();
            saved.push(path);
        }
        assert!(3 < saved.len());
        let run = receive(&copy, &saved.iter().map(PathBuf::as_path).collect::<Vec<_>>());
        assert_eq!(run.told().matches("没有改动").count(), saved.len(), "{}", run.told());
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}
