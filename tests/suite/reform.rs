//! Departments are renamed, merged and founded, duties go from one to another: earlier years stay as they were, later ones
//! print what holds.

use std::fs;

use super::project::Copy;

const PLAN: &str = "content/plan.yaml";
const OFFICE: &str = "名称: 市工业局, 全称: 云州市工业局, 别名: [市工信局], 角色: 牵头";
const CENTRE: &str = "名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头";
const BUREAU: &str = "名称: 市统计局, 全称: 云州市统计局, 角色: 配合";

/// The text of the report of a year, as its page for browsers has it.
fn page(city: &Copy, year: &str) -> String {
    let run = city.run(&["build", "--html", "--year", year]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let folder = city.path().join("output").join(year);
    let name = fs::read_dir(&folder).unwrap().map(|item| item.unwrap().path());
    let html = name.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "html")).unwrap();
    fs::read_to_string(html).unwrap()
}

/// Everything a build of the first year leaves behind that is printed or read.
fn first_year(city: &Copy) -> Vec<Vec<u8>> {
    // What was filed later by the old names is no longer in order, which a test of its own says.
    fs::remove_dir_all(city.path().join("content/submissions/2023")).unwrap();
    let run = city.run(&["build", "--year", "2022"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let read = |file: &str| fs::read(city.path().join("output/2022").join(file)).unwrap();
    let files = ["年度报告.pdf", "台账.json"].map(read);
    [files.to_vec(), vec![page(city, "2022").into_bytes()]].concat()
}

fn rules(city: &Copy, year: &str) -> Vec<String> {
    let run = city.run(&["check", "--year", year, "--format", "json"]);
    run.findings().iter().map(|found| format!("{}：{}", found.text("rule"), found.text("message"))).collect()
}

#[test]
#[ignore = "long"]
fn no_reform_changes_a_report_of_the_years_before_it() {
    let before = first_year(&Copy::new());
    let renamed =
        format!("{OFFICE}, 变更: [{{自: 2023, 名称: 市数据局, 全称: 云州市数据局, 文件: 云委办〔2023〕1号}}]");
    let merged = format!("{CENTRE}, 变更: [{{自: 2023, 并入: 市工业局}}]");
    let founded = format!("{BUREAU}}}\n  - {{名称: 市人才局, 全称: 云州市人才局, 角色: 配合, 自: 2023");
    for (from, to) in [(OFFICE, &renamed), (CENTRE, &merged), (BUREAU, &founded)] {
        let city = Copy::new();
        city.edit(PLAN, from, to);
        assert!(before == first_year(&city), "{to}");
    }
    // So do duties that others take over.
    let city = Copy::new();
    city.edit(PLAN, "牵头单位: 市企业服务中心\n", "牵头单位: 市企业服务中心\n            分工调整: [{自: 2023, 牵头单位: [市统计局, 市工业局], 配合单位: [], 牵头领导: 市长}]\n");
    city.edit(
        PLAN,
        "责任单位: 市企业服务中心\n",
        "责任单位: 市企业服务中心\n    责任调整: [{自: 2023, 责任单位: 市统计局}]\n",
    );
    assert!(before == first_year(&city));
}

#[test]
fn a_renamed_department_is_printed_under_its_name_of_the_year() {
    let city = Copy::new();
    city.edit(
        PLAN,
        OFFICE,
        &format!("{OFFICE}, 变更: [{{自: 2023, 名称: 市数据局, 全称: 云州市数据局, 文件: 云委办〔2023〕1号}}]"),
    );
    // Files under either name are its files.
    assert_eq!(rules(&city, "2023"), Vec::<String>::new());
    let page = page(&city, "2023");
    assert!(page.contains("云州市数据局（2023年起改用现名，此前为市工业局，云委办〔2023〕1号）"), "{page}");
    assert!(!page.contains("牵头单位</b>市工业局") && page.contains("市数据局"));
    let status = city.run(&["status", "--year", "2023"]).printed();
    assert!(status.contains("市数据局") && !status.contains("市工业局"), "{status}");
    // A new form is its file of the new name, and knows the figures filed under the old one.
    let run = city.run(&["new", "2024"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let form = fs::read_to_string(city.path().join("content/submissions/2024/市数据局.yaml")).unwrap();
    assert!(form.contains("上年 6"), "{form}");
}

#[test]
fn who_takes_over_reports_from_then_on_and_the_past_stays_told() {
    let city = Copy::new();
    city.edit(
        PLAN,
        "责任单位: 市企业服务中心\n",
        "责任单位: 市企业服务中心\n    责任调整: [{自: 2023, 责任单位: 市统计局, 文件: 专班纪要}]\n",
    );
    // The old one's figure does not count any more, and that is said.
    let told = rules(&city, "2023");
    assert!(
        told.iter().any(|told| told.contains("foreign-entry：指标「专精特新企业数」由「市统计局」负责")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|told| told.contains("not-reported：「市统计局」2023 年没有报送文件，欠 1 个指标")),
        "{told:?}"
    );
    city.edit("content/submissions/2023/市企业服务中心.yaml", "指标:\n  专精特新企业数: 21\n", "");
    city.write(
        "content/submissions/2023/市统计局.yaml",
        "单位: 市统计局\n年度: 2023\n状态: 已审定\n数据性质: 示例\n指标:\n  专精特新企业数: 22\n",
    );
    // The file of the year before, in which the old one answered for it, is in order as it was filed.
    assert_eq!((rules(&city, "2022"), rules(&city, "2023")), (Vec::new(), Vec::new()));
    let proof = city.run(&["assess", "专精特新企业数", "--year", "2023"]).printed();
    assert!(proof.contains("22") && proof.contains("市统计局"), "{proof}");
    // Its form for the next year knows the figure of the year before, whoever reported that.
    let run = city.run(&["new", "2024"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let form =
        |unit: &str| fs::read_to_string(city.path().join(format!("content/submissions/2024/{unit}.yaml"))).unwrap();
    assert!(form("市统计局").contains("上年 22") && !form("市企业服务中心").contains("专精特新企业数:"));
    assert!(page(&city, "2023").contains("市统计局（2023年起，此前为市企业服务中心，专班纪要）"));
}

#[test]
fn who_is_merged_owes_nothing_and_its_successor_owes_it_all() {
    let city = Copy::new();
    city.edit(PLAN, CENTRE, &format!("{CENTRE}, 变更: [{{自: 2023, 并入: 市工业局}}]"));
    let told = rules(&city, "2023");
    assert!(told.iter().any(|told| told.contains("「市企业服务中心」2023 年已经并入，整个文件没有采用")), "{told:?}");
    fs::remove_file(city.path().join("content/submissions/2023/市企业服务中心.yaml")).unwrap();
    let told = rules(&city, "2023");
    assert!(told.iter().any(|told| told.contains("没有报送指标「专精特新企业数」")), "{told:?}");
    assert!(told.iter().any(|told| told.contains("没有报送任务「2.2.1")), "{told:?}");
    let page = page(&city, "2023");
    assert!(page.contains("云州市工业局（市企业服务中心2023年起并入市工业局）"), "{page}");
    // What it reported while it was there is told, too.
    assert!(page.contains("市企业服务中心（至2022年）2022年"), "{page}");
    // What it filed before is still its figure of that year.
    let proof = city.run(&["assess", "专精特新企业数", "--year", "2023", "--format", "json"]).printed();
    assert!(proof.contains("2022"), "{proof}");
}

/// Who is part of another by now and reported too little while it was there has a row, even if all that are there now are complete.
#[test]
fn what_a_merged_department_left_open_is_told() {
    let city = Copy::new();
    city.edit(PLAN, CENTRE, &format!("{CENTRE}, 变更: [{{自: 2023, 并入: 市工业局}}]"));
    city.edit(PLAN, "            配合单位: [市统计局]\n", "");
    let successor = "content/submissions/2023/市工业局.yaml";
    city.edit(successor, "  示范工厂数: 6 ", "  专精特新企业数: 24\n  示范工厂数: 6 ");
    city.edit(successor, "任务:\n  2.1.1:", "任务:\n  2.2.1: {状态: 按计划推进, 进展: 继续培育。}\n  2.1.1:");
    for year in [2022, 2023] {
        fs::remove_file(city.path().join(format!("content/submissions/{year}/市企业服务中心.yaml"))).unwrap();
    }
    let page = page(&city, "2023");
    assert!(page.contains("市企业服务中心（至2022年）2022年0/"), "{page}");
}

#[test]
fn several_lead_and_each_of_them_is_heard() {
    let city = Copy::new();
    city.edit(PLAN, "牵头单位: 市工业局\n", "牵头单位: [市工业局, 市企业服务中心]\n");
    city.edit(PLAN, "责任单位: 市企业服务中心\n", "责任单位: [市统计局, 市企业服务中心]\n");
    let told = rules(&city, "2023");
    assert!(told.iter().any(|told| told.contains("没有报送任务「2.1.1")), "{told:?}");
    assert_eq!(told.len(), 1, "one figure of several responsible is enough: {told:?}");
    assert!(page(&city, "2023").contains("共同牵头（市企业服务中心，未报送）"));
    let status: serde_json::Value =
        serde_json::from_str(&city.run(&["status", "--year", "2023", "--format", "json"]).printed()).unwrap();
    assert_eq!((&status["totals"]["owed"], &status["totals"]["filled"]), (&7.into(), &7.into()), "{status}");
    city.edit(
        "content/submissions/2023/市企业服务中心.yaml",
        "任务:\n",
        "任务:\n  2.1.1:\n    状态: 滞后\n    进展: 服务机构进厂诊断9次。\n    问题: 人手不足。\n",
    );
    let page = page(&city, "2023");
    assert!(
        page.contains("共同牵头（市企业服务中心，滞后）")
            && page.contains("服务机构进厂诊断9次")
            && page.contains("人手不足")
    );
    // The part of each of them has it.
    for unit in ["市工业局", "市企业服务中心"] {
        let run = city.run(&["build", "--draft", "--unit", unit, "--year", "2023"]);
        assert_eq!(run.code(), 0, "{}", run.told());
    }
}

#[test]
fn what_cannot_be_is_said_and_stops_nothing() {
    let cases = [
        (CENTRE, "变更: [{自: 2023}]", "missing-field：单位的变更没有写改成什么"),
        (CENTRE, "变更: [{自: 2023, 并入: 市商务局}]", "dangling-reference：并入的单位「市商务局」没有"),
        (
            CENTRE,
            "变更: [{自: 2023, 并入: 市企业服务中心}]",
            "absent-department：牵头单位「市企业服务中心」2023 年没有这个单位",
        ),
        (CENTRE, "自: 2023", "absent-department：牵头单位「市企业服务中心」2022 年没有这个单位：它自 2023 年设立"),
        (BUREAU, "变更: [{自: 2023, 名称: 甲}, {自: 2023, 名称: 乙}]", "duplicate-key：两条调整都自 2023 年起"),
        (BUREAU, "待核: [全称]", "unsettled：单位「市统计局」还有待核的项：「全称」"),
    ];
    // Neither does what a draft leaves open slip through elsewhere.
    let city = Copy::new();
    city.edit(PLAN, "理由: 文号", "理由: 文号（待核）").edit(PLAN, "文号: 云政发〔2022〕5号", "文号: 待核");
    city.edit("content/settings.yaml", "编制单位: 云州市智能装备产业专班", "编制单位: 待核");
    let told = rules(&city, "2023");
    for expected in ["的理由还没有核对", "「文号」还写着“待核”", "「编制单位」还写着“待核”"]
    {
        assert!(told.iter().any(|told| told.contains(expected)), "{expected}: {told:#?}");
    }
    for (department, more, expected) in cases {
        let city = Copy::new();
        city.edit(PLAN, department, &format!("{department}, {more}"));
        let told = rules(&city, "2023");
        assert!(told.iter().any(|told| told.contains(expected)), "{more}: {told:#?}");
    }
}
