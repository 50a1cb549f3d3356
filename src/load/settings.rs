//! `content/settings.yaml` to [`Settings`].

use super::fields::Fields;
use super::file::Yaml;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Choice, Face, Gravity, Method, OfficeStyle, Override, PaceCutOffs, Rgb, Settings, Status};
use crate::source::{Node, Spanned};

/// Reads the settings.
pub fn load(yaml: &Yaml, diags: &mut Diagnostics) -> Settings {
    let fields = Fields::new(&yaml.root, "设置", diags);
    let report = fields.node("报告").cloned();
    let method = fields.node("方法").cloned();
    let deadline = fields.date("报送截止");
    let levels = fields
        .map("检查")
        .into_iter()
        .filter_map(|(name, node)| {
            let level = fields.with(|diags| super::fields::choice::<Gravity>(node, &name.value, diags))?;
            Some((name.clone(), level.value))
        })
        .collect();
    let nodes = fields.list("评价调整");
    let overrides = nodes.iter().filter_map(|node| fields.with(|diags| override_of(node, diags))).collect();
    let fonts = fields.text("字体文件夹").map(|text| text.value);
    let style = fields.node("样式").cloned();
    if report.is_none() {
        fields.missing("报告");
    }
    fields.finish();
    let mut settings = report.map_or_else(empty, |node| report_part(&node, diags));
    settings.deadline = deadline;
    settings.levels = levels;
    settings.fonts = fonts;
    settings.overrides = overrides;
    settings.style = style.map_or_else(OfficeStyle::default, |node| style_part(&node, diags));
    if let Some(node) = method {
        (settings.cut_offs, settings.method) = method_part(&node, diags);
    }
    settings
}

/// The settings of a project that has none.
pub fn absent(diags: &mut Diagnostics) -> Settings {
    diags.push(
        Diagnostic::error("missing-file", "缺少设置文件 content/settings.yaml。")
            .in_file("content/settings.yaml")
            .help("至少写上「报告:」及其下的题名、编制单位和版本。"),
    );
    empty()
}

fn empty() -> Settings {
    Settings {
        title: String::new(),
        issuer: String::new(),
        edition: String::new(),
        published: None,
        publicity: None,
        deadline: None,
        levels: Vec::new(),
        cut_offs: PaceCutOffs::default(),
        method: Method::Linear,
        fonts: None,
        style: OfficeStyle::default(),
        overrides: Vec::new(),
        highlights: Vec::new(),
    }
}

fn report_part(node: &Node, diags: &mut Diagnostics) -> Settings {
    let fields = Fields::new(node, "设置的「报告」", diags);
    let settings = Settings {
        title: fields.need("题名").value,
        issuer: fields.need("编制单位").value,
        edition: fields.need("版本").value,
        published: fields.text("发布日期").map(|text| text.value),
        publicity: fields.text("公开属性").map(|text| text.value),
        highlights: fields.texts("要览指标"),
        ..empty()
    };
    fields.finish();
    settings
}

fn style_part(node: &Node, diags: &mut Diagnostics) -> OfficeStyle {
    let fields = Fields::new(node, "设置的「样式」", diags);
    let (main, accent) = (color(&fields, "主色"), color(&fields, "强调色"));
    let emblem = fields.text("徽标");
    let faces = fields.node("字体").cloned();
    fields.finish();
    let faces = faces.map_or_else(Vec::new, |node| {
        let fields = Fields::new(&node, "「样式」的「字体」", diags);
        let faces = Face::WORDS.iter().map(|&(word, face)| (face, fields.texts(word)));
        let faces = faces.filter(|(_, families)| !families.is_empty()).collect();
        fields.finish();
        faces
    });
    OfficeStyle { main, accent, faces, emblem }
}

/// A colour of six hexadecimal digits; anything else is a finding.
fn color(fields: &Fields<'_, '_>, key: &'static str) -> Option<Spanned<Rgb>> {
    let text = fields.text(key)?;
    if let Ok(color) = text.value.trim().parse() {
        return Some(Spanned::new(color, text.span));
    }
    fields.with(|diags| {
        diags.push(
            Diagnostic::error("wrong-type", format!("「{key}」应为六位十六进制的颜色，这里是「{}」。", text.value))
                .at(text.span)
                .help("写六位颜色代码，例如 17365d；前面的 # 要省去，否则后面的内容会被当作注释。"),
        );
    });
    None
}

fn override_of(node: &Node, diags: &mut Diagnostics) -> Option<Override> {
    let fields = Fields::new(node, "评价调整", diags);
    let year = fields.year("年度");
    let status = fields.choice::<Status>("评价");
    let (indicator, reason, by) = (fields.need("指标"), fields.need("理由"), fields.need("决定"));
    for key in ["年度", "评价"] {
        if fields.node(key).is_none() {
            fields.missing(key);
        }
    }
    fields.finish();
    Some(Override { indicator, year: year?, status: status?.value, reason, by })
}

fn method_part(node: &Node, diags: &mut Diagnostics) -> (PaceCutOffs, Method) {
    let default = PaceCutOffs::default();
    let fields = Fields::new(node, "设置的「方法」", diags);
    let found = PaceCutOffs {
        ahead: fields.decimal("快于时序").map_or(default.ahead, |d| d.value),
        on_pace: fields.decimal("符合时序").map_or(default.on_pace, |d| d.value),
        behind: fields.decimal("略滞后").map_or(default.behind, |d| d.value),
    };
    let method = fields.choice::<Method>("采用").map_or(Method::Linear, |method| method.value);
    fields.finish();
    if found.behind < found.on_pace && found.on_pace < found.ahead {
        return (found, method);
    }
    diags.push(
        Diagnostic::error("cut-offs-out-of-order", "「方法」的分界应从大到小：快于时序 > 符合时序 > 略滞后。")
            .at(node.span)
            .help("例如 快于时序: 1.05，符合时序: 0.95，略滞后: 0.60。"),
    );
    (default, method)
}
