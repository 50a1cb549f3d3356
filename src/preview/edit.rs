//! One value of a department's file, changed from the page that shows it: by the text edit that `--fix` and `receive` make too.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::origin::{Origin, around};
use crate::diag::{Diagnostic, Level};
use crate::model::field::{File, submission};
use crate::model::{Content, Submission, Year};
use crate::output::replace;
use crate::pipeline::{self, Outcome, Request};
use crate::project::Project;
use crate::source::{Sources, Step, Tree, Value, hash, lost_comments, whole, written};

/// Who may change files from a page: whoever has the secret that was told when the server was started.
pub struct Editor {
    project: Project,
    request: Request,
    secret: String,
}

/// A value as the page that shows it may change it.
#[derive(Debug, Clone, Serialize)]
pub struct Editable {
    /// The way to it in its file.
    steps: Vec<Step>,
    /// What it says.
    text: String,
    /// SHA-256 of the file.
    hash: String,
    /// Whether it may have several lines.
    lines: bool,
    /// Why it cannot be changed here, if it cannot.
    refused: Option<String>,
}

/// A change that a page asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    path: String,
    steps: Vec<Step>,
    /// What the page knows it to say.
    before: String,
    /// What it is to say.
    text: String,
    /// SHA-256 of the file that the page knows.
    hash: String,
}

/// What came of a change.
#[derive(Debug, Serialize)]
pub struct Saved {
    /// The value as it is now.
    edit: Editable,
    /// Its line.
    line: usize,
    /// The lines around it.
    lines: Vec<(usize, String)>,
    /// What there is to say of it.
    told: Vec<String>,
}

/// Bytes of randomness in a secret.
const SECRET: usize = 16;

impl Editor {
    /// One with a secret of its own; `request` is what the pages are made for.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn new(project: Project, request: &Request) -> Result<Self> {
        let mut secret = [0; SECRET];
        getrandom::fill(&mut secret).ok().context("系统给不出随机数，不能在页面上修改")?;
        let secret = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let request = Request { as_of: request.as_of, ..Request::default() };
        Ok(Self { project, request, secret })
    }

    /// What the address of the page ends with for who may change files.
    #[must_use]
    pub fn fragment(&self) -> String {
        format!("edit={}", self.secret)
    }

    /// Whether somebody knows the secret; how much of it was right cannot be told from how long this takes.
    #[must_use]
    pub fn knows(&self, told: &str) -> bool {
        hash(told.as_bytes()) == hash(self.secret.as_bytes())
    }

    /// Changes a value, if the file is still the one that the page shows and nobody has signed it.
    ///
    /// # Errors
    /// Nothing was changed, and why.
    pub fn save(&self, wish: &Wish, year: Year) -> Result<Saved> {
        let project = &self.project;
        let request = Request { year: Some(year), ..self.request.clone() };
        let outcome = pipeline::check(project, &request, &mut |_| {})?;
        let own = outcome.content.submissions.iter().find(|own| outcome.sources.file(own.file).path == wish.path);
        let own = own.with_context(|| format!("没有「{}」这个报送文件", wish.path))?;
        let file = outcome.sources.file(own.file);
        if file.stored.as_deref() != Some(&wish.hash) {
            bail!("没有保存：打开以后，「{}」被别人或别的程序改过。再点一下页面上的原处，在新的内容上改。", wish.path);
        }
        if let Some(signed) = signed(&outcome.content, own) {
            bail!("没有保存：{signed}");
        }
        let keys = File::Submission.keys();
        let root = whole(&file.text, &keys).context("没有保存：文件读不全，请先在文件里改好")?;
        let mut wanted = Tree::of(&root);
        let place = wanted.at(&wish.steps).filter(|own| matches!(own, Tree::Nothing | Tree::Text(_)));
        let place = place.context("没有保存：文件里没有这一处")?;
        if *place != Tree::text(&wish.before) {
            bail!("没有保存：文件里这一处写的不是页面上的内容。再点一下页面上的原处。");
        }
        *place = Tree::text(&wish.text);
        let text = written(&file.text, &root, &wanted, &keys).context("没有保存")?;
        let with = project.with(project.root.join(&wish.path), text.clone().into_bytes());
        let after = pipeline::check(&with, &request, &mut |_| {})?;
        if !replace(&project.root.join(&wish.path), &wish.hash, text.as_bytes())? {
            bail!("没有保存：「{}」刚才被改过。再点一下页面上的原处，在新的内容上改。", wish.path);
        }
        saved(&after, wish, lost_comments(&file.text, &text))
    }
}

/// A value just changed, as it is now.
fn saved(after: &Outcome, wish: &Wish, lost: Vec<String>) -> Result<Saved> {
    let own = after.content.submissions.iter().find(|own| after.sources.file(own.file).path == wish.path);
    let file = after.sources.file(own.context("已保存，但读不回来了：请看「问题」一栏")?.file);
    let root = whole(&file.text, &File::Submission.keys())?;
    // An item or an entry that says nothing any more is gone; what was around it is there.
    let node = (0..=wish.steps.len()).rev().find_map(|count| root.at(&wish.steps[..count])).unwrap_or(&root);
    let [first, last] = [node.span.start, node.span.end].map(|at| file.place(at).line);
    let here = |found: &&Diagnostic| {
        found.primary.is_some_and(|span| {
            let own = after.sources.file(span.file);
            own.path == file.path && (first..=last).contains(&own.place(span.start).line)
        })
    };
    let found = after.diags.sorted(&after.sources).into_iter().filter(|found| found.level <= Level::Warning);
    let told = found.filter(here).map(|found| {
        let help = found.help.as_ref().map(|help| format!("改法：{help}")).unwrap_or_default();
        format!("{}：{}{help}", found.level.name(), found.message)
    });
    let lost = lost.into_iter().map(|comment| format!("注释「{comment}」旁边的内容改写了，这条注释没有留下。"));
    Ok(Saved {
        edit: Editable {
            steps: wish.steps.clone(),
            text: text(&Tree::of(node)),
            hash: file.stored.clone().unwrap_or_default(),
            lines: wish.text.contains('\n'),
            refused: None,
        },
        line: first,
        lines: around(file, first),
        told: told.chain(lost).collect(),
    })
}

/// How something on a page may be changed.
#[must_use]
pub fn editable(content: &Content, sources: &Sources, origin: &Origin) -> Editable {
    let file = sources.file(origin.span.file);
    let refused = |why: &str| Editable {
        steps: Vec::new(),
        text: String::new(),
        hash: String::new(),
        lines: false,
        refused: Some(why.to_owned()),
    };
    let Some(own) = content.submissions.iter().find(|own| own.file == origin.span.file) else {
        return refused(&format!("这不是报送文件，不在页面上改；要改，由秘书处改「{}」。", file.path));
    };
    if let Some(signed) = signed(content, own) {
        return refused(&signed);
    }
    let Some(stored) = file.stored.clone() else { return refused("这个文件没有存盘。") };
    let root = match whole(&file.text, &File::Submission.keys()) {
        Ok(root) => root,
        Err(error) => return refused(&format!("文件读不全，请先在文件里改好：{error:#}")),
    };
    let mut steps = root.steps_to(origin.span);
    let node = root.at(&steps);
    if origin.indicator.is_some() && node.is_some_and(|node| matches!(node.value, Value::Map(_))) {
        steps.push(Step::Key(submission::Entry::ACTUAL.key.to_owned()));
    }
    let node = root.at(&steps);
    match node.map(|node| &node.value) {
        Some(Value::List(_) | Value::Map(_)) => refused("这里写的是几项，请在文件里改。"),
        _ => Editable {
            text: node.map(|node| text(&Tree::of(node))).unwrap_or_default(),
            steps,
            hash: stored,
            lines: origin.indicator.is_none(),
            refused: None,
        },
    }
}

fn text(tree: &Tree) -> String {
    if let Tree::Text(text) = tree { text.clone() } else { String::new() }
}

/// Why a file whose signature stands is not changed.
fn signed(content: &Content, own: &Submission) -> Option<String> {
    let name = content.plan.author(own)?.name.as_str();
    let sign_off = content.sign_off(own.folder_year, name)?;
    (*sign_off.hash == own.hash).then(|| {
        format!(
            "{name} {} 年度的报送已由{}签发，不在页面上改：要改，请先撤回签发（highland sign --unit {name} --by 姓名 --withdraw 原因）。",
            own.folder_year, *sign_off.by
        )
    })
}
