//! From what was judged to any edition of it: what all editions share is gathered once.

mod site;
mod word;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::again::Reuse;
use super::product::Product;
use super::public::for_public;
use super::tables::tabled;
use super::{Outcome, Request, Watch, ident, open};
use crate::assess::Assessment;
use crate::chart::{Chart, charts};
use crate::compose::{Composer, Order, Prepared, Templates};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::document::Document;
use crate::edition::Format;
use crate::load;
use crate::model::{Audience, Content, EditionStage};
use crate::ofd;
use crate::project::Project;
use crate::source::{Sources, with_sums};
use crate::style::Style;
use crate::threads::each;
use crate::typeset::{
    Extent, Fonts, Heading, Imprint, PagedDocument, Text, check_coverage, font_files, forget, has_fonts, outline,
    typeset,
};
use crate::write::{self, Illustrations, Manuscript, shown};

/// What every edition is made with: templates, style, charts as drawn, typefaces.
pub struct Supplies {
    templates: Templates,
    /// The built-in templates, if the project has its own.
    spare: Option<Templates>,
    style: Style,
    charts: Vec<Chart>,
    /// The charts' SVG by name, each drawn once.
    drawings: BTreeMap<String, Arc<[u8]>>,
    /// The typefaces.
    pub fonts: Arc<Fonts>,
}

impl Supplies {
    /// Gathers them; what is wrong with them is a finding.
    ///
    /// # Errors
    /// A file is there and cannot be read.
    pub fn gather(project: &Project, outcome: &mut Outcome, watch: &mut Watch<'_>) -> Result<Self> {
        Self::gather_again(project, outcome, &mut Kept::default(), watch)
    }

    /// The same for what is not set: the typefaces are asked which characters they have, and nothing else.
    ///
    /// # Errors
    /// A file is there and cannot be read.
    pub fn gather_to_rehearse(project: &Project, outcome: &mut Outcome, watch: &mut Watch<'_>) -> Result<Self> {
        Self::gather_again(project, outcome, &mut Kept { extent: Extent::NoOutlines, ..Kept::default() }, watch)
    }

    /// The same; typefaces and templates that did not change since the last time are not read again.
    ///
    /// # Errors
    /// A file is there and cannot be read.
    pub fn gather_again(
        project: &Project,
        outcome: &mut Outcome,
        kept: &mut Kept,
        watch: &mut Watch<'_>,
    ) -> Result<Self> {
        let Outcome { assessment, content, sources, diags, .. } = outcome;
        let style = Style::new(&content.settings.style)?;
        let charts = watch.run("图表", || charts(assessment));
        let drawings = watch.run("绘图", || drawings(&charts, &style));
        let read = |path: &Path| load::template(project, path);
        let templates = Templates::load(project, &read, kept.templates.as_ref(), sources, diags);
        kept.templates = Some(Arc::clone(&templates.prepared));
        let spare = templates.spare(sources);
        let fonts = watch.run("字体", || kept.fonts(project, content, &style))?;
        fonts.findings.iter().for_each(|found| diags.push(found.clone()));
        if let Some(found) = no_fonts(project, content) {
            diags.push(found);
        }
        Ok(Self { templates, spare, style, charts, drawings, fonts })
    }

    /// The same with the charts of another assessment.
    fn drawn_for(&self, assessment: &Assessment) -> Self {
        let charts = charts(assessment);
        Self {
            drawings: drawings(&charts, &self.style),
            charts,
            templates: self.templates.clone(),
            spare: self.spare.clone(),
            style: self.style.clone(),
            fonts: Arc::clone(&self.fonts),
        }
    }
}

/// The SVG of charts by their names.
fn drawings(charts: &[Chart], style: &Style) -> BTreeMap<String, Arc<[u8]>> {
    each(charts, |chart| (chart.name.clone(), chart.svg(style).into_bytes().into())).into_iter().collect()
}

/// What one build leaves to the next.
#[derive(Default)]
pub struct Kept {
    templates: Option<Arc<Prepared>>,
    /// The typefaces, and what they were read from.
    fonts: Option<(String, Arc<Fonts>)>,
    extent: Extent,
}

impl Kept {
    /// The typefaces, read again only if something about them changed.
    fn fonts(&mut self, project: &Project, content: &Content, style: &Style) -> Result<Arc<Fonts>> {
        let folders = [fonts(project, content), project.own_fonts()];
        let files: Vec<PathBuf> = folders.iter().flat_map(|folder| font_files(folder)).collect();
        let mark = load::fingerprint(&files, &style.json(""));
        if let Some((own, fonts)) = &self.fonts
            && *own == mark
        {
            return Ok(Arc::clone(fonts));
        }
        let folders = folders.map(|folder| (folder.clone(), project.shown(&folder)));
        let fonts = Arc::new(Fonts::load(&folders, style, self.extent)?);
        self.fonts = Some((mark, Arc::clone(&fonts)));
        Ok(fonts)
    }
}

/// The folder of the report's typefaces: that of the settings, or the program's own where that one has none.
fn fonts(project: &Project, content: &Content) -> PathBuf {
    let named = content.settings.fonts.as_ref().map(|name| project.fonts(Some(name)));
    named.filter(|folder| has_fonts(folder)).unwrap_or_else(|| project.fonts(None))
}

/// That the folder of the settings has no typefaces.
fn no_fonts(project: &Project, content: &Content) -> Option<Diagnostic> {
    let name = content.settings.fonts.as_ref().filter(|name| !has_fonts(&project.fonts(Some(name))))?;
    let message = format!("「{}」里没有字体文件，用了程序自带的字体。", name.value);
    let help = "写项目里的文件夹，里面直接放 .otf、.ttf 文件；用自带的字体的，删去这一行。";
    Some(Diagnostic::error(rules::FONT_MISSING, message).at(name.span).help(help))
}

/// The pages as OFD. Every edition, department's part and draft is a document of its own to who files them.
fn in_national_format(pages: &PagedDocument, imprint: &Imprint, request: &Request) -> Result<Product> {
    let stage = request.stage.map_or("", EditionStage::word);
    let draft = if request.draft { "draft" } else { "" };
    let ident = [&imprint.ident, request.edition.key, request.unit.as_deref().unwrap_or_default(), stage, draft];
    let imprint = ofd::Imprint {
        ident: ident.join("\n"),
        creator: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date: imprint.date.to_string(),
    };
    Ok(Product::File(ofd::write(pages, &headings(pages), &imprint, Cursor::new(Vec::new()))?.into_inner()))
}

/// The headings of the pages, as OFD takes them.
fn headings(pages: &PagedDocument) -> Vec<ofd::Heading> {
    let all = outline(pages).into_iter();
    all.map(|Heading { level, text: title, page, top }| ofd::Heading { level, title, page, top }).collect()
}

/// The texts that were read or made, and what was found.
pub struct Notes<'a> {
    /// Every text.
    pub sources: &'a mut Sources,
    /// Every finding.
    pub diags: &'a mut Diagnostics,
    /// Asks for what was made before, where that would do.
    pub(super) reuse: Option<Reuse<'a>>,
}

impl<'a> Notes<'a> {
    /// Of an edition that is made whatever was made before.
    pub fn new(sources: &'a mut Sources, diags: &'a mut Diagnostics) -> Self {
        Self { sources, diags, reuse: None }
    }
}

/// What is to be written, as a request asks for it.
fn order(request: &Request, notes: &Notes<'_>) -> Order {
    let edition = request.edition;
    Order {
        template: edition.template,
        subtitle: edition.subtitle(request.unit.as_deref()),
        edition: edition.word.map(str::to_owned).or(request.stage.map(|stage| stage.word().to_owned())),
        exceptions: request.exceptions.clone(),
        unit: request.unit.clone(),
        draft: request.draft,
        review: edition.review,
        open: open(notes.diags, notes.sources),
    }
}

/// Makes editions of what was judged.
pub struct Press<'a> {
    assessment: &'a Assessment,
    supplies: &'a Supplies,
    composer: Composer<'a>,
    /// What the offices know, where everybody reads what is made.
    office: Option<&'a Assessment>,
    /// Whether several editions are made at the same time.
    busy: bool,
    /// Whether a draft is made with the built-in templates where those of the office are at fault.
    lenient: bool,
}

impl<'a> Press<'a> {
    /// Gets ready to make editions.
    #[must_use]
    pub fn new(assessment: &'a Assessment, supplies: &'a Supplies) -> Self {
        let composer = Composer::new(&supplies.templates, assessment, &supplies.charts);
        Self { assessment, supplies, composer, office: None, busy: false, lenient: false }
    }

    /// For several editions at the same time: what Typst remembers of one is of use to the others, and stays.
    #[must_use]
    pub fn busy(self) -> Self {
        Self { busy: true, ..self }
    }

    /// For somebody who waits for a draft and reads the findings: where the templates of the office are at fault, it is made
    /// with the built-in ones. A preview that nobody watches rather stays as it was.
    #[must_use]
    pub fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    /// The edition that is asked for; none if the findings do not allow it, or if it has been made before.
    ///
    /// # Errors
    /// The machine fails.
    pub fn product(&self, request: &Request, notes: &mut Notes<'_>, watch: &mut Watch<'_>) -> Result<Option<Product>> {
        // A fault inside a library costs this edition and names it; the others are made.
        let made = catch_unwind(AssertUnwindSafe(|| self.made(request, notes, watch)));
        made.unwrap_or_else(|_| {
            let part =
                request.edition.subtitle(request.unit.as_deref()).unwrap_or_else(|| request.edition.name.to_owned());
            let message = format!("「{part}」排版时程序内部出错，没有生成。");
            let found = Diagnostic::error(rules::TYPST_ERROR, message).in_file("（排版）");
            notes.diags.push(found.help(
                "多半是某段文字有极少见的字符或极长的串：用 --unit 逐个单位生成，找出是哪个单位；并告诉维护人员。",
            ));
            Ok(None)
        })
    }

    fn made(&self, request: &Request, notes: &mut Notes<'_>, watch: &mut Watch<'_>) -> Result<Option<Product>> {
        if !request.edition.format.of_document() {
            let allowed = request.draft || !notes.diags.has_errors();
            return if allowed { tabled(self.assessment, request, watch).map(Some) } else { Ok(None) };
        }
        if request.edition.public && self.assessment.ledger.content.audience == Audience::Office {
            let assessment = watch.run("评价", || for_public(self.assessment));
            let supplies = watch.run("图表", || self.supplies.drawn_for(&assessment));
            let (busy, lenient, office) = (self.busy, self.lenient, Some(self.assessment));
            let press = Press { office, busy, lenient, ..Press::new(&assessment, &supplies) };
            return press.made(request, notes, watch);
        }
        let Some(document) = self.document(request, notes, watch) else { return Ok(None) };
        Ok(match request.edition.format {
            Format::Html => {
                let page = watch.run("网页", || write::html::page(&document, &self.illustrations()));
                Some(Product::Html(page)).filter(|_| request.draft || !notes.diags.has_errors())
            }
            Format::Site => {
                let site = watch.run("网页", || self.site(request, &document, notes))?;
                Some(Product::Folder(site.files)).filter(|_| request.draft || !notes.diags.has_errors())
            }
            Format::Docx => self
                .word(request, &document, notes, watch)?
                .map(Product::File)
                .filter(|_| request.draft || !notes.diags.has_errors()),
            _ => self.set(request, &document, notes, watch)?,
        })
    }

    /// The document set by Typst: as pages, or as one long picture.
    fn set(
        &self,
        request: &Request,
        document: &Document,
        notes: &mut Notes<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Product>> {
        let manuscript = self.manuscript(request, document, notes, watch);
        let (Some(manuscript), fonts) = (manuscript, &self.supplies.fonts) else { return Ok(None) };
        let ledger = &self.assessment.ledger;
        let imprint = Imprint { ident: ident(&ledger.content, ledger.year), date: self.assessment.as_of };
        if let Some(reuse) = &mut notes.reuse
            && reuse.ask(request.edition.key, &manuscript, &imprint)
        {
            return Ok(None);
        }
        let pages = watch.run("排版", || typeset(&manuscript, fonts, imprint.date, notes.diags))?;
        if !self.busy {
            forget();
        }
        let Some(pages) = pages else { return Ok(None) };
        if request.edition.format == Format::Ofd {
            return watch.run("输出", || in_national_format(pages.document(), &imprint, request)).map(Some);
        }
        if request.edition.format == Format::Picture {
            let picture = watch.run("输出", || pages.picture())?;
            return Ok(Some(Product::Folder(with_sums(picture))).filter(|_| request.draft || !notes.diags.has_errors()));
        }
        Ok(watch.run("输出", || pages.export(&manuscript, &imprint, notes.diags))?.map(Product::Pdf))
    }

    /// The document of the edition that is asked for.
    pub fn document(&self, request: &Request, notes: &mut Notes<'_>, watch: &mut Watch<'_>) -> Option<Document> {
        let order = order(request, notes);
        let document = watch.run("成文", || self.composer.compose(&order, notes.diags));
        // A draft comes out whatever the office's templates are.
        let spare = self.supplies.spare.as_ref().filter(|_| self.lenient && request.draft && document.is_none());
        let Some(spare) = spare else { return document };
        let Self { assessment, supplies, .. } = self;
        Composer::new(spare, assessment, &supplies.charts).compose(&order, &mut Diagnostics::default())
    }

    /// Goes the way to the edition as far as the typesetter, so that whatever would stop it there is found: faults of the
    /// templates, typefaces and characters.
    pub fn rehearse(&self, request: &Request, notes: &mut Notes<'_>, watch: &mut Watch<'_>) {
        let request = &Request { draft: true, ..request.clone() };
        if let Some(document) = self.document(request, notes, watch)
            && matches!(request.edition.format, Format::Pdf | Format::Picture | Format::Ofd)
        {
            self.manuscript(request, &document, notes, watch);
        }
    }

    /// The document as a manuscript for Typst; none if the findings do not allow one.
    pub fn manuscript(
        &self,
        request: &Request,
        document: &Document,
        notes: &mut Notes<'_>,
        watch: &mut Watch<'_>,
    ) -> Option<Manuscript> {
        let Supplies { templates, style, charts, drawings, fonts, .. } = self.supplies;
        // Without any typeface every character would be a finding of its own.
        if fonts.files.is_empty() {
            return None;
        }
        let mut manuscript = watch.run("书稿", || {
            let mut manuscript = Manuscript::default();
            for (name, (file, text)) in &templates.theme {
                manuscript.insert(format!("/theme/{name}"), text.as_bytes(), Some(*file));
            }
            manuscript.insert("/style.json".to_owned(), style.json(document.meta.unmarked.name()).into_bytes(), None);
            for (path, code) in write::typst::code(document) {
                let shown = format!("（由模板 {} 生成）{path}", request.edition.template);
                let file = notes.sources.add(shown, code.clone());
                manuscript.insert(path, code.into_bytes(), Some(file));
            }
            let (drawn, pictures) = shown(document);
            for (name, svg) in drawn.into_iter().filter_map(|name| drawings.get_key_value(name)) {
                manuscript.insert(write::typst::chart_path(name), Arc::clone(svg), None);
            }
            let content = &self.assessment.ledger.content;
            for picture in content.pictures.iter().filter(|picture| pictures.contains(&picture.path.as_str())) {
                manuscript.insert(write::typst::picture_path(&picture.path), Arc::clone(&picture.bytes), None);
            }
            if let Some(emblem) = &content.emblem {
                manuscript.insert(format!("/emblem/{}", emblem.path), Arc::clone(&emblem.bytes), None);
            }
            manuscript
        });
        let uncovered = watch.run("字符", || {
            check_coverage(Text { manuscript: &manuscript, charts }, fonts, notes.sources, notes.diags)
        });
        if request.draft && !uncovered.is_empty() {
            manuscript.replace(|c| uncovered.contains(&c));
        }
        Some(manuscript).filter(|_| request.draft || !notes.diags.has_errors())
    }

    fn illustrations(&self) -> Illustrations<'_> {
        Illustrations { charts: &self.supplies.drawings, pictures: &self.assessment.ledger.content.pictures }
    }
}
