//! Where each key of a submission belongs, for keys that stand in the wrong place.

/// The parts of a submission, by what messages call them, with where they are and the keys they have.
const HOMES: &[(&str, &str, &[&str])] = &[
    ("指标的报送项", "「指标:」下面、某个指标名称的里面", &["实际值", "数据来源", "口径", "说明"]),
    ("任务的报送项", "「任务:」下面、某个任务编号的里面", &["进展", "问题", "下年计划"]),
    ("里程碑的报送项", "「里程碑:」下面、某个里程碑名称的里面", &["判断", "理由", "来源"]),
    ("项目", "「项目:」下面的某一项里", &["名称", "阶段", "总投资", "地点"]),
    ("案例", "「案例:」下面的某一项里", &["标题", "图片", "图注", "正文"]),
    ("填报", "「填报:」里面", &["联系人", "电话"]),
    ("大事记", "「大事记:」下面的某一项里", &["事项"]),
    (
        "报送文件",
        "文件的最外层（行首不空格）",
        &["单位", "年度", "填报", "指标", "任务", "里程碑", "配合", "项目", "案例", "大事记"],
    ),
];

/// The parts of a submission that have names or numbers as keys, with the keys of what stands under each.
const INNER: &[(&str, &str, &[&str])] = &[
    ("指标", "指标名称", &["实际值", "数据来源", "口径", "数据性质", "说明", "数据年度", "调整"]),
    ("任务", "任务编号", &["状态", "进展", "问题", "下年计划"]),
    ("里程碑", "里程碑名称", &["判断", "理由", "来源"]),
];

/// What `key` should stand under, if it was written where the names of `part` are.
pub fn too_shallow(part: &str, key: &str) -> Option<&'static str> {
    INNER.iter().find(|(own, _, keys)| *own == part && keys.contains(&key)).map(|&(_, under, _)| under)
}

/// Where `key` belongs, if it is a key of another part of a submission than the one called `what`.
pub fn home(what: &str, key: &str) -> Option<&'static str> {
    HOMES.iter().find(|(part, ..)| *part == what)?;
    let elsewhere = HOMES.iter().find(|(part, _, keys)| *part != what && keys.contains(&key));
    let number = key.contains('.') && key.starts_with(|c: char| c.is_ascii_digit());
    elsewhere.map(|&(_, place, _)| place).or_else(|| number.then_some("「任务:」或「配合:」下面（任务编号）"))
}
