//! The recipes of the handbook: each is followed on the imaginary city, and does what it says and nothing else.

use std::fs;

use highland::desk::recipes;
use serde_json::Value;

use super::project::Copy;

/// What shows that a recipe was followed: a file of the year after, text in it, text that is in it no more.
struct Effect {
    recipe: &'static str,
    file: &'static str,
    has: &'static str,
    lost: &'static str,
}

const fn effect(recipe: &'static str, file: &'static str, has: &'static str, lost: &'static str) -> Effect {
    Effect { recipe, file, has, lost }
}

const EFFECTS: [Effect; 8] = [
    effect("改名", "市数据局", "示范工厂数", "市工业局"),
    effect("合并", "市工业局", "专精特新企业数", "市企业服务中心"),
    effect("拆分", "市数据局", "数字化改造覆盖率", "示范工厂数"),
    effect("新设", "市人才局", "2.2.1", "示范工厂数"),
    effect("换牵头", "市统计局", "\n任务:\n  2.1.1:", "\n配合:"),
    effect("换责任单位", "市统计局", "现场会场次", "示范工厂数"),
    effect("目标调整", "市工业局", "目标 ≥15", "目标 ≥12"),
    effect("期限调整", "市企业服务中心", "专精特新企业数", "示范工厂数"),
];

/// The name that tells one record of a list from the others.
fn name(record: &Value) -> Option<&Value> {
    ["编号", "名称"].iter().find_map(|key| record.get(*key))
}

/// What an example shows goes into what is there: records are known by their number or name, and new ones come after.
fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(key) {
                    Some(there) => merge(there, value),
                    None => drop(into.insert(key.clone(), value.clone())),
                }
            }
        }
        (Value::Array(into), Value::Array(from)) if from.iter().all(|record| name(record).is_some()) => {
            for record in from {
                match into.iter_mut().find(|there| name(there) == name(record)) {
                    Some(there) => merge(there, record),
                    None => into.push(record.clone()),
                }
            }
        }
        (into, from) => *into = from.clone(),
    }
}

/// Follows a recipe; says whether it has an example.
fn follow(city: &Copy, text: &str) -> bool {
    let mut examples = text.split("```yaml ").skip(1).map(|block| block.split("\n```").next().unwrap()).peekable();
    let any = examples.peek().is_some();
    for example in examples {
        let (file, example) = example.split_once('\n').unwrap();
        let path = format!("content/{file}");
        let mut there: Value = serde_yaml::from_str(&fs::read_to_string(city.path().join(&path)).unwrap()).unwrap();
        let before = there.clone();
        merge(&mut there, &serde_yaml::from_str(example).unwrap());
        assert!(there != before);
        city.write(&path, there.to_string());
    }
    any
}

/// The plan and the settings as the test writes them, in JSON, which is YAML too, so that only the recipe makes a difference.
fn rewritten() -> Copy {
    let city = Copy::new();
    for path in ["content/plan.yaml", "content/settings.yaml"] {
        let text = fs::read_to_string(city.path().join(path)).unwrap();
        city.write(path, serde_yaml::from_str::<Value>(&text).unwrap().to_string());
    }
    city
}

fn report(city: &Copy, year: &str) -> Vec<u8> {
    let run = city.run(&["build", "--year", year]);
    assert_eq!(run.code(), 0, "{}", run.told());
    fs::read(city.path().join("output").join(year).join("年度报告.pdf")).unwrap()
}

#[test]
#[ignore = "long"]
fn every_recipe_leads_where_it_says_and_leaves_earlier_years_alone() {
    let before = report(&rewritten(), "2022");
    let mut followed = Vec::new();
    for (recipe, text) in recipes() {
        let city = rewritten();
        if !follow(&city, text) {
            continue;
        }
        followed.push(recipe);
        let errors = city.findings().iter().filter(|found| found.text("level") == "error").count();
        assert_eq!(errors, 0, "{recipe}: {:#?}", city.findings());
        assert!(report(&city, "2022") == before, "{recipe} changes the first year");
        let Some(effect) = EFFECTS.iter().find(|effect| effect.recipe == recipe) else { continue };
        let run = city.run(&["new", "2024"]);
        assert_eq!(run.code(), 0, "{recipe}: {}", run.told());
        let path = city.path().join("content/submissions/2024").join(format!("{}.yaml", effect.file));
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{recipe}: {error}"));
        assert!(text.contains(effect.has) && !text.contains(effect.lost), "{recipe}: {text}");
        let findings = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
        let errors: Vec<_> = findings.iter().filter(|found| found.text("level") == "error").collect();
        assert!(errors.is_empty(), "{recipe}: {errors:#?}");
    }
    let shown: Vec<&str> = EFFECTS.iter().map(|effect| effect.recipe).collect();
    let missing: Vec<_> = shown.iter().chain(&["评价调整"]).filter(|recipe| !followed.contains(recipe)).collect();
    assert!(missing.is_empty() && followed.len() == shown.len() + 1, "{followed:?}");
}

#[test]
fn a_deadline_and_a_verdict_that_are_moved_change_the_year_they_are_moved_in() {
    let verdict = |recipe: Option<&str>, indicator: &str| {
        let city = rewritten();
        if let Some(recipe) = recipe {
            assert!(follow(&city, recipes().find(|(own, _)| *own == recipe).unwrap().1));
        }
        city.run(&["assess", indicator, "--year", "2023"]).printed()
    };
    for (recipe, indicator, says) in
        [("评价调整", "示范工厂数", "示范工厂数：略滞后"), ("期限调整", "专精特新企业数", "2023年6月")]
    {
        let (before, after) = (verdict(None, indicator), verdict(Some(recipe), indicator));
        assert!(!before.contains(says) && after.contains(says), "{recipe}: {before}\n{after}");
    }
}

#[test]
fn a_recipe_is_explained_by_its_name() {
    let city = Copy::new();
    for (recipe, text) in recipes() {
        let told = city.run(&["explain", recipe]).printed();
        assert!(told.starts_with(&format!("{recipe}\n\n")) && told.contains(text.lines().next().unwrap()), "{told}");
        assert!(city.run(&["explain"]).printed().contains(recipe));
        assert!(city.run(&["explain", "--handbook"]).printed().contains(&format!("\n### {recipe}\n")));
    }
    assert!(city.run(&["explain", "更名"]).told().contains("规则或变动"));
}
