//! The pages: which there are, what each is called, and what it is filled with.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

use super::engine::{engine, escaped};
use super::shelf::Shelf;
use super::{Against, Materials, START};
use crate::compose::{IndicatorView, View};
use crate::data::Offer;
use crate::document::{Block, Division, plain};
use crate::write::html::{self, Places};

/// A page, its addresses still from the folder of the site.
pub struct Page {
    /// Its path from the folder of the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What it is of, for those who search; none of lists, whose entries have pages or places of their own.
    pub kind: Option<&'static str>,
    /// Its text.
    body: String,
}

impl Page {
    /// The page as it is written: every address from its own folder.
    #[must_use]
    pub fn html(&self) -> String {
        let root = "../".repeat(self.path.matches('/').count());
        self.body.replace("=\"@/", &format!("=\"{root}"))
    }

    /// What stands between the head and the foot of the page.
    #[must_use]
    pub fn main(&self) -> &str {
        let after = self.body.split_once("<main").map_or("", |(_, after)| after);
        after.split_once("</main>").map_or("", |(main, _)| main)
    }
}

/// What a page is called.
struct Head<'a> {
    path: &'a str,
    template: &'static str,
    title: &'a str,
    /// One or two sentences on it, for those who get a link to it.
    about: String,
    /// The page of which it is a part: its name and its path.
    above: Option<(&'static str, &'static str)>,
    kind: Option<&'static str>,
}

/// Fills pages.
struct Maker<'a> {
    engine: Environment<'static>,
    view: Value,
    site: Value,
    shelf: &'a Shelf,
    pages: Vec<Page>,
}

/// Every page of the site.
///
/// # Errors
/// A template does not fit, which a test would tell.
pub fn pages(materials: &Materials<'_>, shelf: &Arc<Shelf>) -> Result<Vec<Page>> {
    let view = materials.view;
    let methods = division(&materials.document.blocks, METHODS);
    let mut maker = Maker {
        engine: engine(shelf, view.meta.year)?,
        view: Value::from(Serde(view)),
        site: site(materials, methods.is_some()),
        shelf,
        pages: Vec::new(),
    };
    maker.lists(view)?;
    maker.since(materials.since)?;
    maker.data(materials.data)?;
    maker.things(view, materials.data)?;
    maker.text()?;
    if let Some(methods) = methods {
        maker.methods(methods)?;
    }
    Ok(maker.pages)
}

/// The label of the appendix that explains the methods.
const METHODS: &str = "app-method";

/// What all pages say of the site.
fn site(materials: &Materials<'_>, methods: bool) -> Value {
    let (view, meta) = (materials.view, &materials.view.meta);
    let title = format!("{}（{}）", meta.title.replace('\n', ""), meta.year);
    let issuer = meta.issuer.replace('\n', " ");
    let nav: Vec<(&str, &str)> = [
        (true, "首页", START),
        (true, "指标", "indicators.html"),
        (true, "任务领域", "areas.html"),
        (true, "责任分工", "tasks.html"),
        (true, "单位", "departments.html"),
        (!view.milestones.is_empty(), "定性目标", "milestones.html"),
        (!view.stages.is_empty() || !view.funds.is_empty(), "项目", "projects.html"),
        (!view.cases.is_empty(), "案例", "cases.html"),
        (!view.events.is_empty(), "大事记", "events.html"),
        (true, "变化", "changes.html"),
        (true, "上次发布以来", "since.html"),
        (true, "全文", "text.html"),
        (methods, "评价方法", "method.html"),
        (true, "数据", "data.html"),
        (meta.internal, "内部事项", "internal.html"),
        (true, "说明", "about.html"),
    ]
    .into_iter()
    .filter_map(|(there, name, path)| there.then_some((name, path)))
    .collect();
    let notice = materials.document.meta.notice.as_ref().filter(|notice| !notice.is_empty());
    let citation = format!("{issuer}：《{title}》{}，{}", meta.edition, meta.date_text);
    context! { title, issuer, nav, notice, citation, methods, digest => materials.digest, draft => materials.document.meta.draft.clone() }
}

/// The division of a label.
fn division<'a>(blocks: &'a [Block], label: &str) -> Option<&'a Division> {
    let mut found = None;
    for block in blocks {
        block.walk(&mut |block| match block {
            Block::Division(own) if own.label.as_deref() == Some(label) => found = Some(own),
            _ => {}
        });
    }
    found
}

impl Maker<'_> {
    /// Adds a page with the values that it alone has.
    fn add(&mut self, head: Head<'_>, own: Value) -> Result<()> {
        let Head { path, template, title, about, above, kind } = head;
        let page = context! { path, title, about, above };
        let values = context! { page, site => self.site.clone(), ..context! { ..own, ..self.view.clone() } };
        let filled = self.engine.get_template(template)?.render(values);
        let body = filled.with_context(|| format!("网页模板 {template} 有误"))?;
        self.pages.push(Page { path: path.to_owned(), title: title.to_owned(), kind, body });
        Ok(())
    }

    /// The item of a list that templates see.
    fn item(&self, list: &str, at: usize) -> Result<Value> {
        Ok(self.view.get_attr(list)?.get_item_by_index(at)?)
    }

    /// The pages that there is one of.
    fn lists(&mut self, view: &View) -> Result<()> {
        let (year, count) = (view.meta.year, |n: usize, what: &str| format!("{n}{what}"));
        let projects: usize = view.stages.iter().map(|stage| stage.projects.len()).sum();
        let lists: [(&str, &'static str, &str, String, bool); 13] = [
            (START, "index", "首页", format!("{}。", view.summary.conclusion), true),
            (
                "indicators.html",
                "indicators",
                "全部指标",
                count(view.indicators.len(), "项指标历年的数值、目标和评价。"),
                true,
            ),
            ("areas.html", "areas", "任务领域", count(view.areas.len(), "个任务领域的指数、指标和任务。"), true),
            ("tasks.html", "tasks", "责任分工", count(view.assignments.len(), "项责任分工历年的状态。"), true),
            ("departments.html", "departments", "责任单位", "各责任单位负责的指标和任务。".to_owned(), true),
            (
                "milestones.html",
                "milestones",
                "定性目标",
                count(view.milestones.len(), "项定性目标的判断和理由。"),
                !view.milestones.is_empty(),
            ),
            (
                "projects.html",
                "projects",
                "重大项目",
                format!("{year}年{projects}个重大项目。"),
                !view.stages.is_empty() || !view.funds.is_empty(),
            ),
            ("cases.html", "cases", "典型案例", count(view.cases.len(), "个典型案例。"), !view.cases.is_empty()),
            ("events.html", "events", "大事记", format!("{year}年大事记。"), !view.events.is_empty()),
            (
                "changes.html",
                "changes",
                "与上年相比的变化",
                format!("{year}年与{}年相比：指数、指标和任务的变化，改过的往年数。", view.meta.previous_year),
                true,
            ),
            ("about.html", "about", "说明", "编制单位、截止日、符号、引用办法和校验值。".to_owned(), true),
            (
                "internal.html",
                "internal",
                "内部事项",
                "提请研究的事项、没有报送的事项。".to_owned(),
                view.meta.internal,
            ),
            ("search.html", "search", "检索", "检索本站的指标、任务、项目、案例和全文。".to_owned(), true),
        ];
        for (path, template, title, about, _) in lists.into_iter().filter(|(.., there)| *there) {
            self.add(Head { path, template, title, about, above: None, kind: None }, context! {})?;
        }
        Ok(())
    }

    /// What is not as it was in the release before.
    fn since(&mut self, compared: &Against) -> Result<()> {
        let about = "与上次发布的相比，数值、评价、状态、节点和项目的不同。".to_owned();
        let title = "与上次发布相比";
        let head = Head { path: "since.html", template: "since", title, about, above: None, kind: None };
        let own = match compared {
            Against::First => context! { since => None::<bool>, unread => None::<bool> },
            Against::Unread(name) => context! { since => None::<bool>, unread => name },
            Against::Since(since) => {
                context! { since => Value::from(Serde(since)), since_count => since.count(), unread => None::<bool> }
            }
        };
        self.add(head, own)
    }

    /// The data that lie beside the pages.
    fn data(&mut self, offer: &Offer) -> Result<()> {
        let tables: Vec<Value> = offer
            .tables
            .iter()
            .map(|own| context! { key => own.key, title => own.title, about => own.about, rows => own.rows.len() })
            .collect();
        let about = "指标、任务分工、里程碑、项目和变化的数据表，CSV 和 JSON。".to_owned();
        let head =
            Head { path: "data.html", template: "data", title: "数据", about, above: None, kind: Some("数据") };
        self.add(head, context! { data => context! { tables, licence => &offer.licence, citation => &offer.citation } })
    }

    /// The pages that each thing has.
    fn things(&mut self, view: &View, offer: &Offer) -> Result<()> {
        let shelf = self.shelf;
        for (at, own) in view.indicators.iter().enumerate() {
            let path = shelf.page("indicator", &own.number.to_string()).unwrap_or_default();
            let above = Some(("指标", "indicators.html"));
            let head =
                Head {
                    path, template: "indicator", title: &own.name, about: sentence(own), above, kind: Some("指标")
                };
            let neighbour = |at: Option<usize>| {
                at.and_then(|at| view.indicators.get(at)).map(|own| (own.number, own.short.clone()))
            };
            let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
            let (series, key) = (format!("@/{}", series(own.number)), offer.keys.get(at).cloned());
            self.add(head, context! { i => self.item("indicators", at)?, before, after, series, key })?;
        }
        for (at, own) in view.areas.iter().enumerate() {
            let path = shelf.page("area", &own.number).unwrap_or_default();
            let above = Some(("任务领域", "areas.html"));
            let head = Head {
                path,
                template: "area",
                title: &own.chapter,
                about: own.lead.clone(),
                above,
                kind: Some("任务领域"),
            };
            self.add(head, context! { area => self.item("areas", at)? })?;
        }
        for (at, own) in view.assignments.iter().enumerate() {
            let Some(path) = shelf.page("task", &own.number) else { continue };
            let title = format!("{} {}", own.number, own.name);
            let about = format!(
                "牵头单位{}；{}。{}",
                own.lead,
                own.status,
                own.progress.as_deref().map(plain).unwrap_or_default()
            );
            let above = Some(("责任分工", "tasks.html"));
            let head =
                Head { path, template: "task", title: &title, about: short(&about), above, kind: Some("责任分工") };
            self.add(head, context! { a => self.item("assignments", at)? })?;
        }
        for (at, own) in view.departments.iter().enumerate() {
            let path = shelf.page("department", &own.name).unwrap_or_default();
            let above = Some(("单位", "departments.html"));
            let about = format!("{}负责的指标和任务。", own.full_name);
            let head = Head { path, template: "department", title: &own.name, about, above, kind: Some("单位") };
            self.add(head, context! { d => self.item("departments", at)? })?;
        }
        Ok(())
    }

    /// The full text.
    fn text(&mut self) -> Result<()> {
        let shelf = self.shelf;
        let places = Places { image: &|image| shelf.image(image), label: &|label| format!("#{label}"), top: 2 };
        let text = html::part(&shelf.document, &shelf.document.blocks, &places);
        let titled = text.contains("<h1");
        let about = "整本报告的文字、表和图，引用可以点击。".to_owned();
        let head = Head { path: "text.html", template: "text", title: "报告全文", about, above: None, kind: None };
        self.add(head, context! { text => Value::from_safe_string(text), titled })
    }

    /// The methods, as the report explains them; what it refers to is on the page or in the full text.
    fn methods(&mut self, methods: &Division) -> Result<()> {
        let shelf = self.shelf;
        // What has this label is on the page itself, as the writer gives ids.
        let here = html::part(
            &shelf.document,
            &methods.blocks,
            &Places { image: &|_| None, label: &|_| String::new(), top: 1 },
        );
        let label = |label: &str| {
            let own = here.contains(&format!(" id=\"{}\"", escaped(label)));
            if label == METHODS {
                "#main".to_owned()
            } else if own {
                format!("#{label}")
            } else {
                format!("@/text.html#{label}")
            }
        };
        let text = html::part(
            &shelf.document,
            &methods.blocks,
            &Places { image: &|image| shelf.image(image), label: &label, top: 1 },
        );
        let about = "评价指标体系和评价方法，各等次的条件，综合指数的算法。".to_owned();
        let head = Head {
            path: "method.html",
            template: "method",
            title: &methods.title,
            about,
            above: None,
            kind: Some("方法"),
        };
        self.add(head, context! { text => Value::from_safe_string(text) })
    }
}

/// The file with the series of an indicator, from the folder of the site.
pub fn series(number: usize) -> String {
    format!("indicators/{number}.csv")
}

/// The year of an indicator in one sentence.
fn sentence(own: &IndicatorView) -> String {
    let told = &own.sentence;
    format!(
        "{}{}{}{}。评价：{}。",
        told.before,
        told.value.as_deref().unwrap_or_default(),
        told.unit,
        told.after,
        own.status
    )
}

/// The beginning of a text, for those who get a link to it.
fn short(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).collect::<String>() + "……" }
}
