//! What a plan holds, by its name or number.

use super::file_name;
use super::names::{Owed, Places};
use super::{Area, Assignment, Department, Indicator, Milestone, Plan, Responsible, Submission, Task, Year};

impl Plan {
    fn places(&self) -> &Places {
        self.names.places(|| Places::of(self))
    }

    /// The department of this name, an earlier or a later one or an alias, if there is one in the plan's year.
    #[must_use]
    pub fn department(&self, name: &str) -> Option<&Department> {
        self.department_at(self.position(name)?)
    }

    /// Where a department of this name, of any year, stands in the register.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.places().known.get(name).copied()
    }

    /// The department at a place of the register, if there is one in the plan's year.
    #[must_use]
    pub fn department_at(&self, position: usize) -> Option<&Department> {
        self.departments.get(*self.places().present.get(&position)?)
    }

    /// The department whose file bears this name, given without its ending.
    #[must_use]
    pub fn department_of_file(&self, stem: &str) -> Option<&Department> {
        self.department(stem).or_else(|| self.departments.iter().find(|d| file_name(&d.name) == stem))
    }

    /// Whose submission it is: by what it says, or, where that is nobody, by the name of its file.
    #[must_use]
    pub fn author(&self, submission: &Submission) -> Option<&Department> {
        submission.author.and_then(|at| self.department_at(at))
    }

    /// The indicator of this name.
    #[must_use]
    pub fn indicator(&self, name: &str) -> Option<&Indicator> {
        self.indicators.get(*self.places().indicators.get(name)?)
    }

    /// The milestone of this name.
    #[must_use]
    pub fn milestone(&self, name: &str) -> Option<&Milestone> {
        self.milestones.get(*self.places().milestones.get(name)?)
    }

    /// Every assignment with the area and the task it belongs to, in the plan's order.
    pub fn assignments(&self) -> impl Iterator<Item = (&Area, &Task, &Assignment)> {
        self.areas
            .iter()
            .flat_map(|area| area.tasks.iter().map(move |task| (area, task)))
            .flat_map(|(area, task)| task.assignments.iter().map(move |assignment| (area, task, assignment)))
    }

    /// The assignment of this number.
    #[must_use]
    pub fn assignment(&self, number: &str) -> Option<&Assignment> {
        self.assignment_at(self.assignment_position(number)?)
    }

    /// The position of the assignment of this number, counted through all areas.
    #[must_use]
    pub fn assignment_position(&self, number: &str) -> Option<usize> {
        self.places().assignments.get(number).copied()
    }

    /// The assignment at a position, counted through all areas.
    #[must_use]
    pub fn assignment_at(&self, at: usize) -> Option<&Assignment> {
        let &(area, task, at) = self.places().order.get(at)?;
        self.areas.get(area)?.tasks.get(task)?.assignments.get(at)
    }

    /// What the department of this short name owes; nothing where the plan names it nowhere.
    #[must_use]
    pub fn owed(&self, department: &str) -> Option<&Owed> {
        self.places().owed.get(&self.position(department)?)
    }

    /// The years of the plan, first to last.
    pub fn years(&self) -> impl Iterator<Item = Year> + use<> {
        self.head.start..=self.head.end
    }
}

impl Places {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Self {
        let mut places = Self::default();
        for (at, department) in plan.register.iter().enumerate() {
            for name in department.names() {
                places.known.entry(name.to_owned()).or_insert(at);
            }
        }
        for (at, department) in plan.departments.iter().enumerate() {
            places.present.extend(places.known.get(department.name.as_str()).map(|&position| (position, at)));
        }
        let Self { known, indicators, milestones, assignments, order, owed, .. } = &mut places;
        let mut owe = |who: &Responsible, duties: fn(&mut Owed) -> &mut Vec<usize>, at: usize| {
            for position in who.iter().filter_map(|name| known.get(name.as_str())) {
                duties(owed.entry(*position).or_default()).push(at);
            }
        };
        for (at, indicator) in plan.indicators.iter().enumerate() {
            indicators.entry(indicator.name.value.clone()).or_insert(at);
            owe(&indicator.department, |owed| &mut owed.indicators, at);
        }
        for (at, milestone) in plan.milestones.iter().enumerate() {
            milestones.entry(milestone.name.value.clone()).or_insert(at);
            owe(&milestone.department, |owed| &mut owed.milestones, at);
        }
        for (area, own) in plan.areas.iter().enumerate() {
            for (task, own) in own.tasks.iter().enumerate() {
                order.extend((0..own.assignments.len()).map(|at| (area, task, at)));
            }
        }
        for (at, (.., assignment)) in plan.assignments().enumerate() {
            assignments.entry(assignment.number.value.clone()).or_insert(at);
            owe(&assignment.lead, |owed| &mut owed.assignments, at);
            owe(&assignment.support, |owed| &mut owed.support, at);
        }
        places
    }
}
