//! Who is named: single departments, and bodies named collectively.

use std::collections::{BTreeMap, BTreeSet};

use crate::drafting::pattern::{Pattern, pattern};

/// One department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its name as written, without what stands in brackets behind it.
    pub name: String,
    /// Other ways it is written.
    pub aliases: BTreeSet<String>,
    /// Whether it leads anything.
    pub leads: bool,
}

/// Bodies named collectively, such as 各乡镇、开发区.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// As written, with round brackets.
    pub name: String,
}

/// Everybody named so far, in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Single departments.
    pub departments: Vec<Department>,
    /// Bodies named collectively.
    pub bodies: Vec<Body>,
    places: BTreeMap<String, usize>,
    known: BTreeSet<String>,
}

/// The names of one list, told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Single departments.
    pub single: Vec<String>,
    /// Bodies named collectively.
    pub collective: Vec<String>,
}

static COLLECTIVE: Pattern = pattern!(
    r"^(?:各|相关|有关|其他|全[省市区县]各?|[省市区县](?:级|直)(?:各|有关|相关)|[省市区县](?:各|有关|相关))",
    r"|(?:有关|相关|各)(?:部门|单位|责任单位)$|成员单位$|^(?:区县|县区|县市区|县[（(]市、区[）)]|区[、（(])"
);
static PLURAL: Pattern = pattern!(
    r"^(?:开发园区|开发区|产业园区|园区|功能区|功能园区|管委会|乡镇|街道|镇街|乡镇街道|镇[（(]街道[）)]|乡镇[（(]街道[）)]|部门|单位|有关部门|有关单位|企业|高校|院所)$"
);
static GLOSS: Pattern = pattern!(r"^(?P<name>[^（(]{2,})[（(](?P<gloss>[^（）()]+)[）)]$");

impl Names {
    /// Takes in a list of names and tells departments from bodies.
    pub fn take(&mut self, list: &[String], leads: bool) -> Named {
        let mut named = Named::default();
        for name in tell_apart(list) {
            match name {
                Name::Single(name) => named.single.push(self.department(&name, leads)),
                Name::Collective(name) => {
                    if self.known.insert(name.clone()) {
                        self.bodies.push(Body { name: name.clone() });
                    }
                    named.collective.push(name);
                }
            }
        }
        named.single.dedup();
        named
    }

    /// The short name of a department, which is known from now on.
    fn department(&mut self, written: &str, leads: bool) -> String {
        let round = round(written);
        let name = GLOSS.group(&round, "name").map_or_else(|| round.clone(), str::to_owned);
        let at = *self.places.entry(name.clone()).or_insert(self.departments.len());
        if at == self.departments.len() {
            self.departments.push(Department { name: name.clone(), aliases: BTreeSet::new(), leads });
        }
        if let Some(own) = self.departments.get_mut(at) {
            own.leads |= leads;
            own.aliases.extend([written.to_owned(), round].into_iter().filter(|alias| *alias != name));
        }
        name
    }
}

/// A name of a list.
enum Name {
    Single(String),
    Collective(String),
}

/// Tells departments from collective bodies; a plural behind a body belongs to it: 各乡镇、开发区.
fn tell_apart(list: &[String]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for written in list {
        let round = round(written);
        match names.last_mut() {
            Some(Name::Collective(body)) if PLURAL.is_in(&round) => *body = format!("{body}、{round}"),
            _ if COLLECTIVE.is_in(&round) || PLURAL.is_in(&round) => names.push(Name::Collective(round)),
            _ => names.push(Name::Single(written.clone())),
        }
    }
    names
}

/// A name with round full-width brackets.
fn round(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '〔' | '(' | '[' | '［' | '【' => '（',
            '〕' | ')' | ']' | '］' | '】' => '）',
            _ => c,
        })
        .collect()
}
