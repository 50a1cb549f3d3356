//! `plan.yaml`.

use super::yaml::Writer;
use super::{OPEN, indicator};
use crate::drafting::candidate::Candidates;
use crate::drafting::outline::{Area, Assignment, Department, Head, Outline, Quotation};

/// The whole file.
pub fn render(outline: &Outline, found: &Candidates) -> String {
    let mut writer = Writer::default();
    let w = &mut writer;
    w.line("# yaml-language-server: $schema=schema/plan.json");
    w.line("# 由方案原文自动起草，未经核对。「待核」列出的是没有把握的字段：逐项核对、改好后删去那一行「待核」。");
    w.line("# 各处「原文」逐字引自 plan.txt（空格和换行不计）；“原文第N行”指 plan.txt 的行号。");
    w.section("方案", |w| head(w, &outline.head));
    quotations(w, "总体要求", "标题", &outline.aims);
    departments(w, outline);
    w.line("");
    if outline.areas.is_empty() {
        w.line("任务领域: []  # 没有认出任务，请按方案补上");
    } else {
        w.section("任务领域", |w| outline.areas.iter().for_each(|own| area(w, outline, own)));
    }
    quotations(w, "保障措施", "名称", &outline.safeguards);
    indicator::render(w, outline, found);
    exempt(w, found);
    policy(w, &outline.head);
    writer.finish()
}

fn head(w: &mut Writer, head: &Head) {
    let mut open = Vec::new();
    let mut text = |w: &mut Writer, key: &'static str, value: Option<&str>, sure: bool| {
        w.field(key, value.unwrap_or(OPEN));
        if !sure || value.is_none() {
            open.push(key);
        }
    };
    text(w, "标题", head.title.as_deref(), true);
    text(w, "文号", head.number.as_deref(), true);
    text(w, "发文机关", head.issuer.as_deref(), true);
    if let Some((year, month, day)) = head.issued {
        w.line(&format!("  印发日期: {year}-{month:02}-{day:02}"));
    }
    text(w, "城市", head.place.as_deref(), true);
    text(w, "领域", head.field.as_deref(), false);
    w.field("开始年", &head.period.start.to_string());
    w.field("结束年", &head.period.end.to_string());
    w.field("基期年", &head.period.start.saturating_sub(1).to_string());
    w.line("  原文文件: plan.txt");
    if !head.period_is_stated {
        open.extend(["开始年", "结束年", "基期年"]);
    }
    open.extend((head.period_is_stated && head.differs.0).then_some("开始年"));
    open.extend((head.period_is_stated && head.differs.1).then_some("结束年"));
    w.open(&open);
}

fn quotations(w: &mut Writer, key: &str, title: &str, quoted: &[Quotation]) {
    if quoted.is_empty() {
        return;
    }
    w.line("");
    w.section(key, |w| {
        for own in quoted {
            w.item(|w| {
                w.field("编号", &own.number);
                if !own.title.is_empty() {
                    w.field(title, &own.title);
                }
                w.passage("原文", &own.wording);
            });
        }
    });
}

fn departments(w: &mut Writer, outline: &Outline) {
    w.line("");
    if outline.departments.is_empty() {
        w.line("单位: []  # 没有认出责任单位，请按方案补上");
    } else {
        w.section("单位", |w| {
            outline.departments.iter().for_each(|own| department(w, own, outline.head.place.as_deref()));
        });
    }
    if !outline.bodies.is_empty() {
        w.line("");
        w.section("集合单位", |w| {
            for body in &outline.bodies {
                w.item(|w| w.field("名称", &body.name));
            }
        });
    }
}

fn department(w: &mut Writer, own: &Department, place: Option<&str>) {
    w.item(|w| {
        w.field("名称", &own.name);
        w.field("全称", &full_name(&own.name, place));
        if !own.aliases.is_empty() {
            w.list("别名", own.aliases.iter().map(String::as_str));
        }
        w.field("角色", if own.leads { "牵头" } else { "配合" });
        w.open(&["全称"]);
    });
}

/// The place before a name that begins with its level: 市工业局 of 云州市 is 云州市工业局.
fn full_name(name: &str, place: Option<&str>) -> String {
    let level = place.and_then(|place| place.chars().next_back());
    match (place, level.and_then(|level| name.strip_prefix(level))) {
        (Some(place), Some(rest)) => format!("{place}{rest}"),
        _ => name.to_owned(),
    }
}

fn area(w: &mut Writer, outline: &Outline, own: &Area) {
    w.item(|w| {
        w.field("编号", &own.number);
        w.field("名称", &own.name);
        w.section("任务", |w| {
            for task in &own.tasks {
                w.item(|w| {
                    w.field("编号", &task.number);
                    w.field("名称", &task.name);
                    w.section("分工", |w| task.assignments.iter().for_each(|own| assignment(w, outline, own)));
                });
            }
        });
    });
}

fn assignment(w: &mut Writer, outline: &Outline, own: &Assignment) {
    w.item(|w| {
        w.remarked("编号", &own.number, &format!("原文第{}行", outline.text.line(own.start)));
        w.field("名称", &own.name);
        if !own.leader.is_empty() {
            w.field("牵头领导", &own.leader);
        }
        match own.leads.as_slice() {
            [] => w.field("牵头单位", OPEN),
            [lead] => w.field("牵头单位", lead),
            leads => w.list("牵头单位", leads.iter().map(String::as_str)),
        }
        if !own.support.is_empty() {
            w.list("配合单位", own.support.iter().map(String::as_str));
        }
        w.passage("原文", &own.wording);
        w.open(&own.unsure);
    });
}

fn exempt(w: &mut Writer, found: &Candidates) {
    let asked: Vec<_> = found.exempt.iter().filter(|own| own.is_asked_about()).collect();
    if asked.is_empty() {
        return;
    }
    w.line("");
    w.section("非指标数字", |w| {
        for own in asked {
            w.item(|w| {
                w.passage("原文", &own.wording);
                let reason = if own.doubtful { format!("{}（待核）", own.reason) } else { own.reason.clone() };
                w.field("理由", &reason);
            });
        }
    });
}

/// The plan itself is the first document of the report's framework.
fn policy(w: &mut Writer, head: &Head) {
    let (Some(issuer), Some(title), Some((year, month, day))) = (&head.issuer, &head.title, head.issued) else {
        return;
    };
    w.line("");
    w.section("政策文件", |w| {
        w.item(|w| {
            w.field("发文机关", issuer);
            w.field("题名", &format!("《{title}》"));
            if let Some(number) = &head.number {
                w.field("文号", number);
            }
            w.field("日期", &format!("{year}年{month}月{day}日"));
        });
    });
}
