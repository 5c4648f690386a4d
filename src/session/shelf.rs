//! A run folder takes what an experiment hands over.

use crate::experiment::{Handover, Refused, Sheet};
use crate::store::{
    RunFolder, StoreError, allocation_table, comparison_table, design_table, long_table,
    plans_table, points_table, replicate_table, schedule_table, sensitivity_table, spend_table,
    unit_table,
};

/// A run folder, and why it could not take something.
pub struct Shelf<'a> {
    run: &'a mut RunFolder,
    error: Option<StoreError>,
}

impl<'a> Shelf<'a> {
    /// Puts what is handed over into a folder.
    pub fn new(run: &'a mut RunFolder) -> Self {
        Self { run, error: None }
    }

    /// Why the folder refused something, if it did.
    pub fn error(self) -> Option<StoreError> {
        self.error
    }

    fn taken(&mut self, result: Result<(), StoreError>) -> Result<(), Refused> {
        result.map_err(|error| {
            self.error = Some(error);
            Refused
        })
    }
}

impl Handover for Shelf<'_> {
    fn text(&mut self, name: &str, text: &str) -> Result<(), Refused> {
        let written = self.run.write_text(name, text);
        self.taken(written)
    }

    fn table(&mut self, table: Sheet<'_>) -> Result<(), Refused> {
        let run = &mut *self.run;
        let written = match table {
            Sheet::Points(names) => run.write_table(points_table(names)),
            Sheet::Long(table) => run.write_table(long_table(&table)),
            Sheet::Units(table, segments) => run.write_table(replicate_table(table, segments)),
            Sheet::Comparison(answer) => run.write_table(comparison_table(answer)),
            Sheet::Plans(answer) => run.write_table(plans_table(answer)),
            Sheet::Schedule(answer) => run.write_table(schedule_table(answer)),
            Sheet::Spend(answer) => run.write_table(spend_table(answer)),
            Sheet::Allocation(division) => run.write_table(allocation_table(division)),
            Sheet::Sensitivity(answer) => run.write_table(sensitivity_table(answer)),
            Sheet::Design(plan, design) => run.write_table(design_table(plan, design)),
            Sheet::Quantities(quantities, units, values) => {
                run.write_table(unit_table(quantities, units, values))
            }
        };
        self.taken(written)
    }
}
