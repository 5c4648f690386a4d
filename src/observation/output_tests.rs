use super::super::columns::column;
use super::super::registry::metrics;
use super::super::segment::Dimension;
use super::super::tally::{Record, SegmentColumn, Tally};
use super::*;
use proptest::prelude::*;

fn segments() -> Vec<Segment> {
    [
        (Dimension::Department, "engineering"),
        (Dimension::Department, "remote"),
        (Dimension::Department, "R&D: a@b/c"),
        (Dimension::Department, "x:baseline"),
        (Dimension::Department, "work_style=remote"),
        (Dimension::WorkStyle, "remote"),
        (Dimension::OsClass, "macos-first"),
    ]
    .map(|(dimension, name)| Segment {
        dimension,
        name: name.into(),
    })
    .to_vec()
}

fn workforce() -> Segments {
    Segments::of_populations(vec![(Population::Workforce, segments())])
}

fn customers() -> Vec<Segment> {
    ["ios", "android"]
        .map(|name| Segment {
            dimension: Dimension::Os,
            name: name.into(),
        })
        .to_vec()
}

fn combined() -> Segments {
    let workforce = (Population::Workforce, segments());
    Segments::of_populations(vec![workforce, (Population::Customers, customers())])
}

fn parse(text: &str) -> Result<Output, OutputError> {
    Output::parse(text, &workforce())
}

#[test]
fn populations_are_named_where_they_must_be() {
    let both = |text: &str| Output::parse(text, &combined());
    let alone = Segments::of_populations(vec![(Population::Customers, customers())]);
    let alone = |text: &str| Output::parse(text, &alone);
    let (head, of) = ("adoption.enrolled.headcount@24", |output: Output| {
        (output.population, output.to_string())
    });
    for (text, whose) in [
        (head.to_owned(), Population::Workforce),
        (format!("{head}/customers"), Population::Customers),
        (
            format!("{head}/customers/ios:difference"),
            Population::Customers,
        ),
        (
            "customers.messages.sum@24".to_owned(),
            Population::Customers,
        ),
        ("desk.backlog.max".to_owned(), Population::Workforce),
    ] {
        assert_eq!(of(both(&text).unwrap()), (whose, text));
    }
    let told = format!("{head}/workforce/remote:baseline");
    assert!(both(&told).is_err(), "two dimensions have it");
    let told = format!("{head}/workforce/engineering:baseline");
    assert_eq!(of(both(&told).unwrap()).1, told.replace("/workforce", ""));
    // Alone, customers need not be named.
    for text in [head.to_owned(), format!("{head}/customers")] {
        let expected = (Population::Customers, head.to_owned());
        assert_eq!(of(alone(&text).unwrap()), expected);
    }
    assert!(alone("desk.backlog.max").is_err());
    assert!(both("desk.backlog.max/customers").is_err());
    assert!(parse("customers.messages.sum@24").is_err());
}

#[test]
fn canonical_texts_read_and_print() {
    for text in [
        "adoption.enrolled.headcount@24",
        "tickets.all.sum@16",
        "desk.backlog.max",
        "desk.backlog.max@24",
        "tickets.all.week_of_max:baseline",
        "cost.net_cash.sum@52:difference",
        "adoption.used_28d.capable@24/engineering:difference",
        "adoption.enrolled.headcount.max/department=remote",
        "adoption.enrolled.headcount@3/R&D: a@b/c",
        "adoption.enrolled.headcount@3/x:baseline:rollout",
        "adoption.enrolled.headcount@3/department=work_style=remote",
    ] {
        assert_eq!(parse(text).unwrap().to_string(), text);
    }
    assert_eq!(
        parse("readiness@007:rollout").unwrap().to_string(),
        "readiness@7"
    );
    assert_eq!(
        parse("adoption.enrolled.headcount@3/os_class=macos-first")
            .unwrap()
            .to_string(),
        "adoption.enrolled.headcount@3/macos-first"
    );
}

#[test]
fn errors_say_where_and_what_is_close() {
    let check = |text: &str, position: usize, nearest: Option<&str>| {
        let error = parse(text).unwrap_err();
        assert_eq!(
            (error.position, error.nearest.as_deref()),
            (position, nearest),
            "{text}: {error}"
        );
    };
    check(
        "adoption.enroled.headcount@24",
        0,
        Some("adoption.enrolled.headcount"),
    );
    check("tickets.al.sum@24", 0, Some("tickets.all"));
    check("desk.backlog.maximum", 12, None);
    check("desk.backlog.mx@3", 12, Some("desk.backlog.max"));
    check("desk.backlog", 12, None);
    check("desk.backlog@", 13, None);
    check("desk.backlog@0", 13, None);
    check("desk.backlog@99999999", 13, None);
    check("desk.backlog.sum@24", 12, None);
    check("desk.backlog@24/engineering", 15, None);
    check("desk.backlog@24:differnce", 15, Some(":difference"));
    check("desk.backlog@24 ", 15, None);
    check("desk.backlog@24x:difference", 15, None);
    check("tickets.all.week_of_max@3", 23, None);
    check("adoption.enrolled.active@24/engineering", 27, None);
    check(
        "adoption.enrolled.headcount@24/enginering",
        31,
        Some("engineering"),
    );
    check("", 0, None);
    let ambiguous = parse("adoption.enrolled.headcount@24/remote").unwrap_err();
    assert_eq!(ambiguous.expected, "department=remote or work_style=remote");
}

#[test]
fn statistics_of_weeks() {
    let mut record = Record {
        population: Population::Workforce,
        rollout: Tally::new(4, 7),
        baseline: Tally::new(4, 7),
    };
    for (week, cases) in [(1, 2), (2, 9), (3, 9), (4, 10)] {
        record.rollout.begin(week);
        record.rollout.add(column::CREATED, cases);
        record.rollout.add_segment(6, SegmentColumn::Headcount, 10);
        record
            .rollout
            .add_segment(6, SegmentColumn::Enrolled, week as u32);
        record.baseline.begin(week);
        record.baseline.add(column::CREATED, 3);
    }
    let params = Parameters::defaults(&[]);
    let records = Records::from(record);
    let value = |text: &str| parse(text).unwrap().evaluate(&records, &params);
    assert_eq!(value("tickets.all@2"), Some(9.0));
    assert_eq!(value("tickets.all.sum@3"), Some(20.0));
    assert_eq!(value("tickets.all.sum@3:difference"), Some(11.0));
    assert_eq!(value("tickets.all.max"), Some(10.0));
    assert_eq!(value("tickets.all.max@3"), Some(9.0));
    assert_eq!(value("tickets.all.week_of_max"), Some(4.0));
    assert_eq!(value("tickets.all.week_of_max:baseline"), Some(1.0));
    assert_eq!(
        value("adoption.enrolled.headcount.max/macos-first"),
        Some(0.4)
    );
    assert_eq!(value("adoption.enrolled.headcount.max/engineering"), None);
    for beyond in ["tickets.all@5", "tickets.all.sum@5", "tickets.all.max@5"] {
        assert_eq!(value(beyond), None);
    }
    assert_eq!(parse("tickets.all.week_of_max").unwrap().unit(), "week");
    assert_eq!(parse("tickets.all.max").unwrap().unit(), "cases");
}

fn any_output() -> impl Strategy<Value = Output> {
    let parts = (
        0..metrics().len(),
        0..4,
        1_u16..100,
        0..8_usize,
        0..3_usize,
        any::<bool>(),
    );
    parts.prop_map(|(metric, kind, week, segment, arm, bounded)| {
        let metric = &metrics()[metric];
        let adds = matches!(metric.aggregation, Aggregation::Flow | Aggregation::Ratio);
        let statistic = match kind {
            0 => Statistic::WeekOfMax,
            1 => Statistic::Max(bounded.then_some(week)),
            2 if adds => Statistic::Sum(week),
            _ => Statistic::At(week),
        };
        let of = &metric.populations;
        let population = of[usize::from(bounded) % of.len()];
        let combined = combined();
        let known = combined.of(population);
        let choice = |index| SegmentChoice {
            index,
            label: label(index, known),
        };
        let segment = (segment < known.len() && metric.has_segments()).then(|| choice(segment));
        Output {
            metric,
            statistic,
            population,
            named: population == Population::Customers && of.len() == 2,
            segment,
            arm: Arm::ALL[arm],
        }
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(output in any_output()) {
        let read = Output::parse(&output.to_string(), &combined());
        prop_assert_eq!(read.unwrap(), output);
    }

    #[test]
    fn garbage_never_panics(text in "\\PC*") {
        let _ = parse(&text);
    }

    #[test]
    fn near_misses_never_panic(text in "(tickets.all|desk.backlog|adoption.enrolled.headcount|é)(.sum|.max|.é)?(@[0-9]{0,6})?[/:=@é]{0,3}(remote|engineering|baseline)?(:[a-z]{0,10})?") {
        if let Err(error) = parse(&text) {
            prop_assert!(text.is_char_boundary(error.position), "{}", error);
        }
    }
}
