//! The schema files: one for the plan, one for the settings, one for submissions, and one for each department's.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{plan, settings, submission};
use crate::check::rules::{ALL, FIRM};
use crate::model::{Choice, Department, Gravity, Plan, file_name};

/// One schema file.
pub struct Document {
    /// Its path relative to the folder of schemas.
    pub path: String,
    /// The schema.
    pub schema: Value,
}

impl Document {
    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(&self.schema).unwrap_or_default() + "\n"
    }
}

/// Every schema of a project, with the real names of its indicators, assignments and milestones.
#[must_use]
pub fn documents(plan: &Plan) -> Vec<Document> {
    let mut found = vec![
        Document { path: "plan.json".to_owned(), schema: schema::<plan::Plan>("行动方案") },
        Document { path: "settings.json".to_owned(), schema: settings() },
        Document { path: "submission.json".to_owned(), schema: anyone(plan) },
    ];
    found.extend(plan.departments.iter().map(|department| Document {
        path: format!("submission/{}.json", file_name(&department.name)),
        schema: one(plan, department),
    }));
    found
}

/// The schema of a type, with everything in place: a `$ref` would hide the descriptions beside it (draft 7).
fn schema<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true).into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    schema["title"] = title.into();
    schema
}

fn settings() -> Value {
    let mut schema = schema::<settings::Settings>("报告设置");
    let words: Vec<&str> = Gravity::WORDS.iter().map(|(word, _)| *word).collect();
    let levels: Map<String, Value> = ALL
        .iter()
        .filter(|rule| !FIRM.contains(&rule.name))
        .map(|rule| {
            let told = format!("{}（不设时为{}）", rule.summary().trim_end_matches('。'), rule.level.name());
            (rule.name.to_owned(), json!({ "enum": words, "description": told }))
        })
        .collect();
    let part = &mut schema["properties"]["检查"];
    part["properties"] = levels.into();
    part["additionalProperties"] = false.into();
    schema
}

/// A submission of anyone: every name of the plan.
fn anyone(plan: &Plan) -> Value {
    let mut schema = schema::<submission::Submission>("报送文件");
    let everyone: Vec<&str> = plan.departments.iter().flat_map(names).collect();
    fill(&mut schema, plan, &everyone, |_| true);
    schema
}

/// A department's submission: its own names only.
fn one(plan: &Plan, department: &Department) -> Value {
    let mut schema = schema::<submission::Submission>(&format!("{}的报送文件", department.name.value));
    fill(&mut schema, plan, &names(department), |name| name == department.name.as_str());
    schema
}

fn names(department: &Department) -> Vec<&str> {
    let own = [department.name.as_str(), department.full_name.as_str()];
    own.into_iter().chain(department.aliases.iter().map(String::as_str)).collect()
}

/// Puts the plan's names where the types have any name.
fn fill(schema: &mut Value, plan: &Plan, units: &[&str], owns: impl Fn(&str) -> bool) {
    let properties = &mut schema["properties"];
    properties["单位"]["enum"] = json!(units);
    let indicators = plan.indicators.iter().filter(|indicator| owns(&indicator.department));
    close(
        &mut properties["指标"],
        indicators.map(|indicator| {
            let told = format!(
                "{} · {} · 目标 {}（{}年）。{}",
                indicator.unit.text(),
                indicator.kind.word(),
                indicator.target,
                indicator.target.year,
                indicator.scope
            );
            (indicator.name.value.clone(), told)
        }),
    );
    let own = plan.assignments().map(|(_, _, a)| a).filter(|assignment| owns(&assignment.lead));
    close(&mut properties["任务"], own.map(|a| (a.number.value.clone(), format!("{}：{}", a.name, a.wording.value))));
    let milestones = plan.milestones.iter().filter(|milestone| owns(&milestone.department));
    close(&mut properties["里程碑"], milestones.map(|m| (m.name.value.clone(), m.wording.value.clone())));
    let all = || plan.assignments().map(|(_, _, assignment)| assignment);
    close(
        &mut properties["配合"],
        all().map(|a| (a.number.value.clone(), format!("{}（牵头：{}）", a.name, a.lead.value))),
    );
    let numbers = all().map(|assignment| Value::from(assignment.number.value.as_str())).chain([Value::Null]);
    properties["项目"]["items"]["properties"]["任务"]["enum"] = numbers.collect();
}

/// Turns a mapping with any key into one with these keys, each described.
fn close(part: &mut Value, names: impl Iterator<Item = (String, String)>) {
    let one = part["additionalProperties"].take();
    let properties: Map<String, Value> = names
        .map(|(name, told)| {
            let mut entry = one.clone();
            entry["description"] = told.into();
            (name, entry)
        })
        .collect();
    part["properties"] = properties.into();
    part["additionalProperties"] = false.into();
}
