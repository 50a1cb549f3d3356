//! One department's file for one year.

use std::sync::Arc;

use super::entry;
use super::fields::Fields;
use super::file::Yaml;
use crate::diag::Diagnostics;
use crate::model::{Case, Event, Filing, MajorProject, Nature, Submission, Workflow, Year};
use crate::source::{Node, Spanned};

/// Reads a submission, field by field.
pub fn load(yaml: &Yaml, (folder_year, stem): (Year, &str), diags: &mut Diagnostics) -> Submission {
    let fields = Fields::new(&yaml.root, "报送文件", diags);
    let department = fields.node("单位").is_some().then(|| fields.text("单位")).flatten();
    if department.is_none() {
        fields.missing("单位");
    }
    let entries = fields.map("指标");
    let progress = fields.map("任务");
    let milestones = fields.map("里程碑");
    let support = fields.map("配合");
    let submission = Submission {
        file: yaml.file,
        stem: stem.to_owned(),
        author: None,
        hash: String::new(),
        folder_year,
        department,
        // A year that is there and cannot be read has its finding; the folder says which one is meant.
        year: fields.year("年度").or_else(|| fields.node("年度").map(|node| Spanned::new(folder_year, node.span))),
        filing: fields.node("填报").map(|node| fields.with(|d| filing(node, d))),
        workflow: fields.choice::<Workflow>("状态"),
        nature: fields.choice::<Nature>("数据性质").map(|nature| nature.value),
        entries: entries
            .into_iter()
            .map(|(name, node)| (name.clone(), Arc::new(fields.with(|d| entry::entry(node, d)))))
            .collect(),
        progress: progress
            .into_iter()
            .map(|(name, node)| (name.clone(), Arc::new(fields.with(|d| entry::progress(node, d)))))
            .collect(),
        milestones: milestones
            .into_iter()
            .map(|(name, node)| (name.clone(), Arc::new(fields.with(|d| entry::judged(node, d)))))
            .collect(),
        support: support
            .into_iter()
            .filter_map(|(name, node)| Some((name.clone(), fields.with(|d| entry::text(node, "配合", d))?)))
            .collect(),
        projects: fields.list("项目").iter().map(|node| fields.with(|d| project(node, d))).collect(),
        cases: fields.list("案例").iter().map(|node| fields.with(|d| case(node, d))).collect(),
        events: fields.list("大事记").iter().filter_map(|node| fields.with(|d| event(node, d))).collect(),
    };
    fields.finish();
    submission
}

fn filing(node: &Node, diags: &mut Diagnostics) -> Filing {
    let fields = Fields::new(node, "填报", diags);
    let filing = Filing {
        contact: fields.text("联系人").map(|text| text.value),
        phone: fields.text("电话").map(|text| text.value),
        date: fields.date("日期"),
    };
    fields.finish();
    filing
}

fn project(node: &Node, diags: &mut Diagnostics) -> MajorProject {
    let fields = Fields::new(node, "项目", diags);
    let project = MajorProject {
        name: fields.need("名称"),
        stage: fields.choice("阶段"),
        investment: fields.quantity("总投资"),
        investment_written: fields.node("总投资").is_some(),
        place: fields.text("地点").map(|text| text.value),
        assignment: fields.text("任务"),
    };
    if fields.node("阶段").is_none() {
        fields.missing("阶段");
    }
    fields.finish();
    project
}

fn case(node: &Node, diags: &mut Diagnostics) -> Case {
    let fields = Fields::new(node, "案例", diags);
    let case = Case {
        title: fields.need("标题"),
        picture: fields.text("图片"),
        caption: fields.text("图注").map(|text| text.value),
        assignment: fields.text("任务"),
        body: fields.text("正文"),
    };
    if case.body.is_none() {
        fields.missing("正文");
    }
    fields.finish();
    case
}

fn event(node: &Node, diags: &mut Diagnostics) -> Option<Event> {
    let fields = Fields::new(node, "大事记", diags);
    let date = fields.date("日期");
    let text = fields.need("事项");
    if fields.node("日期").is_none() {
        fields.missing("日期");
    }
    fields.finish();
    Some(Event { date: date?, text })
}
