//! `content/plan.yaml` to [`Plan`].

use super::fields::Fields;
use super::file::Yaml;
use super::indicator;
use crate::diag::Diagnostics;
use crate::model::{
    Area, Assignment, Body, Decimal, Department, Exempt, Milestone, Origin, Plan, PlanHead, Policy, Quotation, Role,
    Task,
};
use crate::source::Node;

/// Reads the plan; what is missing is a finding and stays empty.
pub fn load(yaml: &Yaml, diags: &mut Diagnostics) -> Plan {
    let fields = Fields::new(&yaml.root, "方案文件", diags);
    let head = if let Some(node) = fields.node("方案") {
        fields.with(|diags| head(node, diags))
    } else {
        fields.missing("方案");
        let empty = Node { span: yaml.root.span, value: crate::source::Value::Null };
        head(&empty, &mut Diagnostics::default())
    };
    let end = head.end;
    let each = |key| fields.list(key).iter();
    let plan = Plan {
        aims: each("总体要求").map(|node| fields.with(|d| quotation(node, d))).collect(),
        departments: each("单位").map(|node| fields.with(|d| department(node, d))).collect(),
        bodies: each("集合单位").map(|node| fields.with(|d| body(node, d))).collect(),
        areas: each("任务领域").map(|node| fields.with(|d| area(node, d))).collect(),
        safeguards: each("保障措施").map(|node| fields.with(|d| quotation(node, d))).collect(),
        indicators: each("指标").filter_map(|node| fields.with(|d| indicator::load(node, end, d))).collect(),
        milestones: each("里程碑").map(|node| fields.with(|d| milestone(node, end, d))).collect(),
        exempt: each("非指标数字").map(|node| fields.with(|d| exempt(node, d))).collect(),
        policies: each("政策文件").map(|node| fields.with(|d| policy(node, d))).collect(),
        head,
    };
    fields.finish();
    plan
}

fn head(node: &Node, diags: &mut Diagnostics) -> PlanHead {
    let fields = Fields::new(node, "方案", diags);
    let year = |key| {
        if fields.node(key).is_none() {
            fields.missing(key);
        }
        fields.year(key).map(|year| year.value)
    };
    let start = year("开始年").unwrap_or(2000);
    let end = year("结束年").unwrap_or(start);
    let head = PlanHead {
        title: fields.need("标题").value,
        number: fields.need("文号").value,
        issuer: fields.need("发文机关").value,
        issued: fields.date("印发日期").map(|date| date.value),
        city: fields.need("城市").value,
        field: fields.need("领域").value,
        start,
        end: end.max(start),
        base: fields.year("基期年").map_or(start - 1, |year| year.value),
        text_file: fields.text("原文文件"),
    };
    fields.finish();
    head
}

fn quotation(node: &Node, diags: &mut Diagnostics) -> Quotation {
    let fields = Fields::new(node, "条目", diags);
    let title = fields.text("标题").or_else(|| fields.text("名称")).map(|text| text.value).unwrap_or_default();
    let quotation = Quotation {
        number: fields.text("编号").map(|text| text.value).unwrap_or_default(),
        title,
        wording: fields.need("原文"),
    };
    fields.text("名称");
    fields.finish();
    quotation
}

fn department(node: &Node, diags: &mut Diagnostics) -> Department {
    let fields = Fields::new(node, "单位", diags);
    let department = Department {
        name: fields.need("名称"),
        full_name: fields.need("全称").value,
        aliases: fields.texts("别名").into_iter().map(|text| text.value).collect(),
        role: fields.choice::<Role>("角色").map_or(Role::Support, |role| role.value),
        remark: fields.text("说明").map(|text| text.value),
    };
    fields.finish();
    department
}

fn body(node: &Node, diags: &mut Diagnostics) -> Body {
    let fields = Fields::new(node, "集合单位", diags);
    let body = Body { name: fields.need("名称"), remark: fields.text("说明").map(|text| text.value) };
    fields.finish();
    body
}

fn area(node: &Node, diags: &mut Diagnostics) -> Area {
    let fields = Fields::new(node, "任务领域", diags);
    let name = fields.need("名称").value;
    let area = Area {
        number: fields.need("编号"),
        short: fields.text("简称").map_or_else(|| name.clone(), |text| text.value),
        chapter: fields.text("章名").map_or_else(|| name.clone(), |text| text.value),
        weight: fields.decimal("权重").map_or(Decimal::ONE, |weight| weight.value),
        tasks: fields.list("任务").iter().map(|node| fields.with(|d| task(node, d))).collect(),
        name,
    };
    fields.finish();
    area
}

fn task(node: &Node, diags: &mut Diagnostics) -> Task {
    let fields = Fields::new(node, "任务", diags);
    let task = Task {
        number: fields.need("编号"),
        name: fields.need("名称").value,
        assignments: fields.list("分工").iter().map(|node| fields.with(|d| assignment(node, d))).collect(),
    };
    fields.finish();
    task
}

fn assignment(node: &Node, diags: &mut Diagnostics) -> Assignment {
    let fields = Fields::new(node, "分工", diags);
    let assignment = Assignment {
        number: fields.need("编号"),
        name: fields.need("名称").value,
        leader: fields.text("牵头领导").map(|text| text.value).unwrap_or_default(),
        lead: fields.need("牵头单位"),
        support: fields.texts("配合单位"),
        wording: fields.need("原文"),
    };
    fields.finish();
    assignment
}

fn milestone(node: &Node, end: i16, diags: &mut Diagnostics) -> Milestone {
    let fields = Fields::new(node, "里程碑", diags);
    let milestone = Milestone {
        id: fields.need("编号").value,
        name: fields.need("名称"),
        section: fields.need("章节").value,
        area: fields.text("归入"),
        due: fields.year("期限").map_or(end, |year| year.value),
        frequency: fields.text("频次").map(|text| text.value),
        department: fields.need("责任单位"),
        origin: fields.choice::<Origin>("责任来源").map_or(Origin::Plan, |origin| origin.value),
        scope: fields.text("口径").map(|text| text.value).unwrap_or_default(),
        wording: fields.need("原文"),
    };
    fields.finish();
    milestone
}

fn exempt(node: &Node, diags: &mut Diagnostics) -> Exempt {
    let fields = Fields::new(node, "非指标数字", diags);
    let exempt = Exempt { wording: fields.need("原文"), reason: fields.need("理由").value };
    fields.finish();
    exempt
}

fn policy(node: &Node, diags: &mut Diagnostics) -> Policy {
    let fields = Fields::new(node, "政策文件", diags);
    let policy = Policy {
        issuer: fields.need("发文机关").value,
        title: fields.need("题名").value,
        number: fields.text("文号").map(|text| text.value),
        date: fields.need("日期").value,
    };
    fields.finish();
    policy
}
