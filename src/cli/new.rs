//! `highland new`: a skeleton for each department, where it has no file yet.

use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;

use super::common::{Exit, Root, tell, year};
use super::department_form::{form, form_page, forms};
use crate::assess::assess;
use crate::check::check;
use crate::desk::skeleton;
use crate::diag::{Diagnostics, Level};
use crate::load::load;
use crate::model::{Department, Year, file_name, join, year_end};
use crate::output::{create, write};
use crate::pipeline::{self, Request, department};
use crate::project::Project;
use crate::source::Sources;

/// 为各单位生成填报骨架；已有的文件不动
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland new <年度> [选项]", next_help_heading = "选项")]
pub struct New {
    /// 报送年度，如 2025
    #[arg(value_name = "年度", help_heading = "参数", value_parser = year)]
    year: Year,

    /// 只为一个单位生成
    #[arg(long, value_name = "单位")]
    unit: Option<String>,

    /// 另写填报表（.xlsx），发给不用 YAML 的单位填；交回来用 highland receive 收
    #[arg(long)]
    xlsx: bool,

    /// 另写填报网页（.html）：一个文件，双击用浏览器打开就能填，不用网络；存盘的文件也用 highland receive 收
    #[arg(long)]
    html: bool,

    /// 与 --xlsx、--html 连用：已有的填报表也按现在的报送文件重做
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    root: Root,
}

impl New {
    /// Writes the files that are not there.
    ///
    /// # Errors
    /// The year or the department is none of the plan's, the plan cannot be read, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
        let content = Arc::new(load(&project, Some(self.year), &mut sources, &mut diags)?);
        let head = &content.plan.head;
        if content.plan.departments.is_empty() {
            bail!("方案文件里没有单位；先运行 highland check 改好 content/plan.yaml。");
        }
        if !(head.start..=head.end).contains(&self.year) {
            bail!("{} 年不在方案的规划期内，可以写 {}—{}。", self.year, head.start, head.end);
        }
        let wanted: Vec<&Department> = match &self.unit {
            Some(name) => vec![department(&content.plan, name)?],
            None => content.plan.departments.iter().collect(),
        };
        let folder = project.submissions().join(self.year.to_string());
        let (mut made, mut kept) = (Vec::new(), Vec::new());
        for department in wanted {
            let name = &department.name.value;
            // A file under another of the department's names is its file, too.
            if let Some(there) = content.submission(self.year, name) {
                kept.push(sources.file(there.file).path.clone());
                continue;
            }
            let path = folder.join(format!("{}.yaml", file_name(name)));
            let text = skeleton(&content, &sources, department, self.year);
            let shown = project.shown(&path);
            if create(&path, text.as_bytes())? { made.push(shown) } else { kept.push(shown) }
        }
        tell(&format!("{}{}", list("已生成", &made), list("已经有了，没有改动", &kept)))?;
        if self.xlsx || self.html {
            tell(&self.forms(&project)?)?;
        }
        let plan = project.shown(&project.plan());
        check(&assess(join(Arc::clone(&content), self.year), year_end(self.year)), &sources, &mut diags);
        let broken = diags.iter().filter(|found| {
            let path = found.primary.map(|span| sources.file(span.file).path.as_str());
            found.level == Level::Error && path.is_some_and(Project::is_of_plan)
        });
        let broken = broken.count();
        if 0 < broken {
            tell(&format!(
                "注意：方案（{plan}）有 {broken} 个错误，骨架可能不全；用 highland check 查看，改好后重新生成。\n"
            ))?;
        }
        Ok(Exit::Clean)
    }
}

impl New {
    /// Writes a form for each department, filled with what its file says; those that are there may be somebody's work already.
    fn forms(&self, project: &Project) -> Result<String> {
        let outcome = pipeline::check(project, &Request { year: Some(self.year), ..Request::default() }, &mut |_| {})?;
        let content = &outcome.content;
        let wanted: Vec<&Department> = match &self.unit {
            Some(name) => vec![department(&content.plan, name)?],
            None => content.plan.departments.iter().collect(),
        };
        let (mut made, mut kept) = (Vec::new(), Vec::new());
        for own in wanted {
            let name = own.name.as_str();
            let Some(there) = content.submission(self.year, name) else { continue };
            let text = &outcome.sources.file(there.file).text;
            let mut files = Vec::new();
            if self.xlsx {
                files.push(("xlsx", form(&outcome, name, self.year, text, &[])?));
            }
            if self.html {
                files.push(("html", form_page(&outcome, name, self.year, text)?.into_bytes()));
            }
            for (ending, bytes) in files {
                let path = forms(project, self.year).join(format!("{}.{ending}", file_name(name)));
                std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
                let shown = project.shown(&path);
                if self.force {
                    write(&path, &bytes)?;
                    made.push(shown);
                } else if create(&path, &bytes)? {
                    made.push(shown);
                } else {
                    kept.push(shown);
                }
            }
        }
        Ok(format!(
            "{}{}",
            list("已生成填报表", &made),
            list("已经有了，没有改动（要按现在的报送文件重做，加 --force）", &kept)
        ))
    }
}

fn list(what: &str, paths: &[String]) -> String {
    if paths.is_empty() {
        return String::new();
    }
    format!("{what} {} 个文件：\n{}", paths.len(), paths.iter().map(|path| format!("  {path}\n")).collect::<String>())
}
