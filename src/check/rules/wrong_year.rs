//! A submission says another year than the folder it lies in, or none.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Cell, Entry, Submission, Year};

rule! {
    /// 文件里的年度与所在文件夹的年度不同，或没有写年度；或数据年度晚于报送年度。
    ///
    /// 文件夹的年度说了算；多半是复制了上年的文件，忘了改「年度」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 年度: 2022
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 年度: 2023
    /// ```
    ///
    /// # 怎么改
    /// 改正「年度」，或把文件移到正确的年度文件夹。
    WRONG_YEAR Error Scope::Submission(run)
}

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let folder = submission.folder_year;
    for (name, entry) in &submission.entries {
        let Some(own) = &entry.data_year else { continue };
        let told = data_year(scene, folder, name, entry);
        found.extend(told.map(|(message, help)| finding(message).at(own.span).help(help)));
    }
    // That none is written is a missing field.
    let Some(year) = submission.year.as_ref().filter(|year| year.value != folder) else { return };
    found.push(
        finding(format!("文件里写的年度是 {}，却放在 {folder} 年的文件夹里。", year.value))
            .at(year.span)
            .help(format!("改成「年度: {folder}」，或把文件移到正确的年度文件夹。")),
    );
}

/// What is wrong with the year that a figure is said to be of, and how to mend it.
fn data_year(scene: &Scene<'_>, folder: Year, name: &str, entry: &Entry) -> Option<(String, String)> {
    let own = entry.data_year.as_ref()?.value;
    let mend = "写数据实际所属的年份；就是本年度的，删去「数据年度」。".to_owned();
    if folder < own {
        return Some((format!("「{name}」的数据年度是 {own}，晚于报送年度 {folder}。"), mend));
    }
    let (content, ledger) = (scene.content, &scene.assessment.ledger);
    let at = content.plan.indicators.iter().position(|indicator| *indicator.name == *name)?;
    let indicator = &content.plan.indicators[at];
    let first = indicator.baseline.as_ref().map_or(content.plan.head.base, |base| base.year);
    if own < first.min(content.plan.head.start) {
        return Some((format!("「{name}」的数据年度是 {own}，早于基期年 {first}。"), mend));
    }
    let value = entry.actual.as_ref()?.in_unit(&indicator.unit).ok()?;
    let unit = indicator.unit.text();
    let known = ledger.years.iter().zip(&ledger.cells[at]).filter(|(year, _)| **year < folder);
    let known: Vec<_> = known.filter_map(|(year, cell)| Some((*year, cell.as_ref()?))).collect();
    if let Some((year, later)) = known.iter().find(|(_, cell)| own < cell.data_year) {
        let message = format!("「{name}」今填 {own} 年的数，而 {year} 年已经报了 {} 年的数。", later.data_year);
        return Some((message, "填最新一年的数；没有更新的数的，不填数字，情况写到「说明」里。".to_owned()));
    }
    // As that year's file says it, or as a later one restated it.
    let first = |cell: &Cell| cell.entry.actual.as_ref().and_then(|first| first.in_unit(&indicator.unit).ok());
    let other = |cell: &Cell| cell.data_year == own && cell.value != value && first(cell) != Some(value);
    let (year, same) = known.into_iter().find(|(_, cell)| other(cell))?;
    let message = format!(
        "「{name}」{own} 年的数今填 {}{unit}，{year} 年报的是 {}{unit}。",
        value.normalize(),
        same.value.normalize()
    );
    Some((message, format!("核对「数据年度」；是修订了 {own} 年的数的，写到「调整」里，并填本年的数。")))
}
