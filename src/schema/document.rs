//! The schema files: one for the plan, one for the settings, one for submissions, and one for each department's.

use serde_json::{Map, Value, json};

use super::shape::file;
use crate::check::rules::{ALL, FIRM};
use crate::model::field::File;
use crate::model::field::settings::Settings;
use crate::model::field::submission::{MajorProject, Submission};
use crate::model::{Choice, Department, Gravity, Plan, file_name};

/// One schema file.
pub struct SchemaFile {
    /// Its path relative to the folder of schemas.
    pub path: String,
    /// The schema.
    pub schema: Value,
}

impl SchemaFile {
    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(&self.schema).unwrap_or_default() + "\n"
    }
}

/// Every schema of a project, with the real names of its indicators, assignments and milestones.
#[must_use]
pub fn documents(plan: &Plan) -> Vec<SchemaFile> {
    let mut found = vec![
        SchemaFile { path: "plan.json".to_owned(), schema: file(File::Plan.root(), "行动方案") },
        SchemaFile { path: "settings.json".to_owned(), schema: settings() },
        SchemaFile { path: "submission.json".to_owned(), schema: anyone(plan) },
    ];
    found.extend(plan.departments.iter().map(|department| SchemaFile {
        path: format!("submission/{}.json", file_name(&department.name)),
        schema: one(plan, department),
    }));
    found
}

fn settings() -> Value {
    let mut schema = file(File::Settings.root(), "报告设置");
    let words: Vec<&str> = Gravity::WORDS.iter().map(|(word, _)| *word).collect();
    let levels: Map<String, Value> = ALL
        .iter()
        .filter(|rule| !FIRM.contains(&rule.name))
        .map(|rule| {
            let told = format!("{}（不设时为{}）", rule.summary().trim_end_matches('。'), rule.level.name());
            (rule.name.to_string(), json!({ "enum": words, "description": told }))
        })
        .collect();
    let part = &mut schema["properties"][Settings::LEVELS.key];
    part["properties"] = levels.into();
    part["additionalProperties"] = false.into();
    schema
}

/// A submission of anyone: every name of the plan.
fn anyone(plan: &Plan) -> Value {
    let mut schema = file(File::Submission.root(), "报送文件");
    let everyone: Vec<&str> = plan.departments.iter().flat_map(names).collect();
    fill(&mut schema, plan, &everyone, |_| true);
    schema
}

/// A department's submission: its own names only.
fn one(plan: &Plan, department: &Department) -> Value {
    let mut schema = file(File::Submission.root(), &format!("{}的报送文件", department.name.value));
    fill(&mut schema, plan, &names(department), |name| name == department.name.as_str());
    schema
}

fn names(department: &Department) -> Vec<&str> {
    let own = [department.name.as_str(), department.full_name.as_str()];
    own.into_iter().chain(department.aliases.iter().map(String::as_str)).collect()
}

/// Puts the plan's names where the types have any name.
fn fill(schema: &mut Value, plan: &Plan, units: &[&str], owns: impl Fn(&str) -> bool) {
    schema["properties"][Submission::UNIT.key]["enum"] = json!(units);
    let indicators = plan.indicators.iter().filter(|indicator| indicator.department.iter().any(|name| owns(name)));
    close(
        schema,
        (Submission::ENTRIES.key, "indicator"),
        indicators.map(|indicator| {
            let told = format!(
                "{} · {} · 目标 {}（{}）。{}",
                indicator.unit.text(),
                indicator.kind.word(),
                indicator.target,
                indicator.target.due,
                indicator.scope
            );
            (indicator.name.value.clone(), told)
        }),
    );
    let own = plan.assignments().map(|(_, _, a)| a).filter(|assignment| assignment.lead.iter().any(|name| owns(name)));
    close(
        schema,
        (Submission::PROGRESS.key, "assignment"),
        own.map(|a| (a.number.value.clone(), format!("{}：{}", a.name, a.wording.value))),
    );
    let milestones = plan.milestones.iter().filter(|milestone| milestone.department.iter().any(|name| owns(name)));
    close(
        schema,
        (Submission::MILESTONES.key, "milestone"),
        milestones.map(|m| (m.name.value.clone(), m.wording.value.clone())),
    );
    let all = || plan.assignments().map(|(_, _, assignment)| assignment);
    close(
        schema,
        (Submission::SUPPORT.key, "support"),
        all().map(|a| (a.number.value.clone(), format!("{}（牵头：{}）", a.name, a.lead.listed()))),
    );
    let numbers = all().map(|assignment| Value::from(assignment.number.value.as_str())).chain([Value::Null]);
    schema["properties"][Submission::PROJECTS.key]["items"]["properties"][MajorProject::ASSIGNMENT.key]["enum"] =
        numbers.collect();
}

/// Turns a mapping with any key into one with these keys, each described; what may stand under them is written once, as a
/// definition.
fn close(schema: &mut Value, (key, definition): (&str, &str), names: impl Iterator<Item = (String, String)>) {
    let part = &mut schema["properties"][key];
    let one = part["additionalProperties"].take();
    // Beside a reference, a draft-7 schema says nothing: its description stands around it.
    let refer = json!([{ "$ref": format!("#/definitions/{definition}") }]);
    let properties: Map<String, Value> =
        names.map(|(name, told)| (name, json!({ "allOf": refer, "description": told }))).collect();
    part["properties"] = properties.into();
    part["additionalProperties"] = false.into();
    schema["definitions"][definition] = one;
}
