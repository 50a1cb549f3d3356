//! `datapackage.json`: what the files of the data are, as Frictionless Data Package 2 has it.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::imprint::{Imprint, Licence, audience, citation, stage, title};
use super::table::{Column, Holds, Table};
use crate::assess::Assessment;
use crate::model::Content;
use crate::source::hash;

/// The descriptor of a package.
const PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The descriptor of a file.
const RESOURCE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";

/// The descriptor of a table.
const SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// A file of a table, as it is written.
pub struct Written<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its name.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The descriptor of these files.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn package(assessment: &Assessment, imprint: &Imprint, files: &[Written<'_>]) -> Result<String> {
    let ledger = &assessment.ledger;
    let content = &ledger.content;
    let (head, settings) = (&content.plan.head, &content.settings);
    let resources: Vec<Value> = files.iter().map(|file| resource(content, file)).collect();
    let mut whole = json!({
        "$schema": PACKAGE,
        "name": format!("annual-report-{}", ledger.year),
        "title": format!("{}开放数据", title(assessment)),
        "description": format!(
            "指标、责任分工、里程碑、重大项目和变化（{}）。列的含义见各表的 schema，数据性质、许可和注意事项见 README.md。\
             CSV 里以 = + - @ 或撇号开头的文字前面加了一个撇号，去掉它就是原文；JSON 里是原文。",
            audience(assessment)
        ),
        "version": assessment.as_of.to_string(),
        "keywords": [head.city, head.field, "年度报告", "指标"],
        "contributors": [{ "title": settings.issuer, "roles": ["publisher"] }],
        "sources": [
            { "title": format!("{}（{}，{}）", head.title, head.number, head.issuer) },
            { "title": format!("各责任单位 {}—{} 年的报送", ledger.years.first().unwrap_or(&ledger.year), ledger.year) },
        ],
        "audience": audience(assessment),
        "stage": stage(imprint),
        "year": ledger.year,
        "asOf": assessment.as_of.to_string(),
        "citation": citation(assessment, imprint),
        "resources": resources,
    });
    if let (Some(licence), Some(fields)) = (licence(settings.licence.as_deref()), whole.as_object_mut()) {
        fields.insert("licenses".to_owned(), json!([licence]));
    }
    Ok(serde_json::to_string_pretty(&whole).context("datapackage.json 不能写成")? + "\n")
}

/// The licence; terms that have no name and no address stand in the README.
fn licence(text: Option<&str>) -> Option<Value> {
    match Licence::of(text) {
        Licence::Unnamed => None,
        Licence::Named(name) => Some(json!({ "name": name })),
        Licence::At(address) => Some(json!({ "path": address })),
        Licence::Said(text) => Some(json!({ "title": text, "path": "README.md" })),
    }
}

fn resource(content: &Content, file: &Written<'_>) -> Value {
    let table = file.table;
    let csv = file.path.ends_with(".csv");
    // A list of nothing has no fields: the usual validator takes it for no table.
    let listed = csv || !table.rows.is_empty();
    let mut own = json!({
        "$schema": RESOURCE,
        "name": if csv { table.key.to_owned() } else { format!("{}-json", table.key) },
        "title": table.title,
        "description": table.about,
        "type": if listed { "table" } else { "json" },
        "path": file.path,
        "format": if csv { "csv" } else { "json" },
        "mediatype": if csv { "text/csv" } else { "application/json" },
        "encoding": "utf-8",
    });
    if let Some(fields) = own.as_object_mut() {
        if csv {
            fields.insert("dialect".to_owned(), json!({ "lineTerminator": "\r\n", "header": true }));
            // The usual validator counts no bytes of JSON and would find every number wrong; the build's manifest has all hashes.
            fields.insert("bytes".to_owned(), json!(file.bytes.len()));
            fields.insert("hash".to_owned(), json!(format!("sha256:{}", hash(file.bytes))));
        }
        if listed {
            fields.insert("schema".to_owned(), schema(content, table, if csv { "" } else { "-json" }));
        }
    }
    own
}

/// What the columns of a table are; `form` ends the names of the tables of the same form.
fn schema(content: &Content, table: &Table, form: &str) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(|column| field(content, column)).collect();
    let mut own = json!({ "$schema": SCHEMA, "fields": fields, "missingValues": [""] });
    if let Some(own) = own.as_object_mut() {
        if !table.identity.is_empty() {
            own.insert("primaryKey".to_owned(), json!(table.identity));
        }
        if !table.links.is_empty() {
            let links = table.links.iter().map(|link| {
                let resource = format!("{}{form}", link.table);
                json!({ "fields": [link.from], "reference": { "resource": resource, "fields": [link.to] } })
            });
            own.insert("foreignKeys".to_owned(), links.collect());
        }
    }
    own
}

fn field(content: &Content, column: &Column) -> Value {
    let kind = match column.holds {
        Holds::Text | Holds::Prose | Holds::Word(_) => "string",
        Holds::Number => "number",
        Holds::Whole => "integer",
        Holds::Year => "year",
    };
    let mut constraints = Map::new();
    if column.must {
        constraints.insert("required".to_owned(), Value::Bool(true));
    }
    if let Holds::Word(words) = column.holds {
        constraints.insert("enum".to_owned(), json!(words(content)));
    }
    let mut own = json!({ "name": column.name, "type": kind, "description": column.about });
    if let Some(fields) = own.as_object_mut().filter(|_| !constraints.is_empty()) {
        fields.insert("constraints".to_owned(), Value::Object(constraints));
    }
    own
}
