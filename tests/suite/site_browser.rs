//! The web edition in a browser: what a reader finds, and what would stand in his way.

use highland::edition::WEB;
use highland::pipeline::Request;

use super::project::Copy;
use super::seen::{Browser, run};
use super::site::{Files, UNIT, balanced, made, pages, site, text};

/// Puts a site on the disk.
fn written(files: &Files, folder: &std::path::Path) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
#[ignore = "long"]
fn a_reader_finds_a_part_of_a_word_in_two_steps_and_no_page_has_barriers() {
    run(async {
        let Some(browser) = Browser::start((1280, 900)).await else { return };
        let folder = tempfile::tempdir().unwrap();
        // Under a path that means something else in an address.
        let home = folder.path().join("科创 网页%1");
        written(&site(&Copy::of_shipped(false), &WEB), &home);
        let address = |page: &str| format!("file://{}/{page}", home.display().to_string().replace('%', "%25"));
        browser.client.goto(&address("index.html")).await.unwrap();
        assert_eq!(
            browser.ask("[...document.images].filter(own => !own.complete || !own.naturalWidth).length").await,
            0
        );
        assert!(
            browser.ask("getComputedStyle(document.querySelector('.top')).display").await == "flex",
            "no style sheet"
        );
        browser.shot("site-1-start").await;
        // The first step: ask.
        let word = "光刻胶";
        let field = browser.client.find(fantoccini::Locator::Id("q")).await.unwrap();
        field.send_keys(&format!("{word}{}", char::from(fantoccini::key::Key::Enter))).await.unwrap();
        browser
            .until("location.pathname.endsWith('search.html') && document.querySelectorAll('#results li').length > 5")
            .await;
        browser.shot("site-2-search").await;
        // The second: go there.
        browser.client.find(fantoccini::Locator::Css("#results li a")).await.unwrap().click().await.unwrap();
        browser.until(&format!("!location.pathname.endsWith('search.html') && (document.querySelector(':target') || document.querySelector('main')).textContent.includes('{word}')")).await;

        // Tables are filtered and sorted.
        browser.client.goto(&address("indicators.html")).await.unwrap();
        let shown = "[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length";
        let all = browser.ask(shown).await.as_u64().unwrap();
        browser.ask("(box => (box.value = '人才', box.dispatchEvent(new Event('input')), true))(document.querySelector('.tools input'))").await;
        let some = browser.ask(shown).await.as_u64().unwrap();
        assert!(0 < some && some < all, "{some} of {all}");
        browser.ask("(box => (box.value = '', box.dispatchEvent(new Event('input')), true))(document.querySelector('.tools input'))").await;
        browser.ask("([...document.querySelectorAll('thead button')].find(own => own.textContent === '2024年').click(), true)").await;
        let values = "[...document.querySelectorAll('tbody tr')].map(row => Number(row.cells[7].querySelector('data')?.value)).filter(Number.isFinite)";
        assert_eq!(browser.ask(&format!("{values}.every((own, at, all) => !at || all[at - 1] <= own)")).await, true);

        for page in [
            "index.html",
            "indicators.html",
            "indicators/1.html",
            "areas/2.1.html",
            "tasks/2.2.1.html",
            "departments/1.html",
            "projects.html",
            "cases.html",
            "changes.html",
            "since.html",
            "data.html",
            "method.html",
            "text.html",
            "about.html",
            "search.html?q=%E4%BA%BA%E6%89%8D",
        ] {
            browser.client.goto(&address(page)).await.unwrap();
            assert_eq!(browser.barriers().await, Vec::<String>::new(), "{page}");
        }
        // A phone: nothing to the side but inside tables.
        browser.client.set_window_size(500, 900).await.unwrap();
        browser.client.goto(&address("indicators/1.html")).await.unwrap();
        browser.until("innerWidth <= 520 && document.documentElement.scrollWidth <= innerWidth").await;
        browser.shot("site-3-phone").await;
        assert_eq!(browser.barriers().await, Vec::<String>::new(), "on a phone");
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
#[ignore = "long"]
fn hostile_text_stays_text_on_every_page() {
    let copy = Copy::new();
    let hostile = r#"</script></title><img src=x onerror="document.title='got you'"><script>document.title='got you'</script>@/index.html"="@/x "#;
    copy.edit(UNIT, "现场会少开1场。", hostile).edit(UNIT, "补足场次。", hostile);
    copy.edit(
        UNIT,
        "项目:\n",
        &format!(
            "案例:\n  - {{标题: '{0}', 正文: '{0}'}}\n大事记:\n  - {{日期: 2023-06-02, 事项: '{0}'}}\n项目:\n",
            hostile.replace('\'', "’")
        ),
    );
    let (_, files) = made(&copy, &Request { edition: &WEB, draft: true, ..Request::default() });
    let mut told = 0;
    for (path, page) in pages(&files) {
        let tags = balanced(path, page);
        assert!(tags.iter().all(|(tag, own)| *tag != "script" || own.starts_with("src=\"")), "{path}");
        assert!(tags.iter().all(|(tag, own)| *tag != "img" || !own.contains("src=x")), "{path}");
        told += usize::from(page.contains("&lt;script&gt;") && page.contains("@/index.html&quot;=&quot;@/x"));
    }
    assert!(4 <= told, "{told} pages have it");
    assert!(!text(&files, "search-index.js").contains("<script"));
    run(async {
        let Some(browser) = Browser::start((1200, 900)).await else { return };
        let folder = tempfile::tempdir().unwrap();
        written(&files, folder.path());
        for page in ["cases.html", "events.html", "search.html?q=onerror"] {
            browser.client.goto(&format!("file://{}/{page}", folder.path().display())).await.unwrap();
            browser.until("document.body.textContent.includes('onerror=')").await;
            assert_ne!(browser.client.title().await.unwrap(), "got you", "{page}");
            assert_eq!(browser.ask("document.querySelectorAll('img[src=x]').length").await, 0, "{page}");
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}
