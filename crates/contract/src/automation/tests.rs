//! Which calls a rule concerns, and at which hour it acts.

use super::*;
use crate::call::CallEnd;
use crate::command::CallReport;
use crate::given::*;

fn rule_with(conditions: Conditions) -> Rule {
    let text = "Спасибо".parse().unwrap();
    Rule { id: rule(1), title: "Правило".to_owned(), is_on: true, conditions, text }
}

/// An answered incoming call of Поддержка, which is over; no rule has acted in it yet.
fn a_call() -> Appeal {
    Appeal { acted_rules: Vec::new(), ..hung_up().the_appeal().clone() }
}

/// The same, given up in the queue.
fn a_missed_call() -> Appeal {
    let ended = report_call(CallReport::Ended { why: CallEnd::ByClient });
    Appeal { acted_rules: Vec::new(), ..calling().and(30, CONNECTOR, ended).the_appeal().clone() }
}

fn listed(number: u8) -> Option<Outcome> {
    Some(Outcome::Listed { id: outcome(number) })
}

#[test]
fn a_rule_without_conditions_concerns_every_call_at_its_end() {
    let rule = rule_with(Conditions::default());
    for direction in Direction::ALL {
        assert!(rule.acts_on(&Appeal { direction, ..a_call() }, None), "{direction:?}");
    }
    assert!(rule.acts_on(&a_missed_call(), None));
    assert!(!rule.acts_on(&a_call(), listed(1)), "the close is not its hour");
}

#[test]
fn each_condition_alone_lets_calls_through_or_not() {
    let default = Conditions::default;
    let cases = [
        (Conditions { directions: vec![Direction::Incoming], ..default() }, true),
        (Conditions { directions: vec![Direction::Outgoing, Direction::Incoming], ..default() }, true),
        (Conditions { directions: vec![Direction::Outgoing], ..default() }, false),
        (Conditions { groups: vec![support()], ..default() }, true),
        (Conditions { groups: vec![sales(), support()], ..default() }, true),
        (Conditions { groups: vec![sales()], ..default() }, false),
        (Conditions { entry_points: vec![line_of(Channel::Call)], ..default() }, true),
        (Conditions { entry_points: vec![line(), line_of(Channel::Call)], ..default() }, true),
        (Conditions { entry_points: vec![line()], ..default() }, false),
        (Conditions { only_answered: true, ..default() }, true),
    ];
    for (conditions, expected) in cases {
        assert_eq!(rule_with(conditions.clone()).acts_on(&a_call(), None), expected, "{conditions:?}");
    }
    let only_answered = rule_with(Conditions { only_answered: true, ..default() });
    assert!(!only_answered.acts_on(&a_missed_call(), None));
}

#[test]
fn all_conditions_must_hold_together() {
    let all = || Conditions {
        directions: vec![Direction::Incoming],
        groups: vec![support()],
        entry_points: vec![line_of(Channel::Call)],
        outcomes: vec![outcome(1)],
        only_answered: true,
    };
    assert!(rule_with(all()).acts_on(&a_call(), listed(1)));
    for one_fails in [
        Conditions { directions: vec![Direction::Proactive], ..all() },
        Conditions { groups: vec![sales()], ..all() },
        Conditions { entry_points: vec![line()], ..all() },
        Conditions { outcomes: vec![outcome(2)], ..all() },
    ] {
        assert!(!rule_with(one_fails.clone()).acts_on(&a_call(), listed(1)), "{one_fails:?}");
    }
    assert!(!rule_with(all()).acts_on(&a_missed_call(), listed(1)));
}

#[test]
fn a_rule_with_a_result_acts_at_a_close_with_one_of_its_results() {
    let rule = rule_with(Conditions { outcomes: vec![outcome(1), outcome(2)], ..Conditions::default() });
    let cases = [
        (None, false),
        (listed(1), true),
        (listed(2), true),
        (listed(3), false),
        (Some(Outcome::Spam), false),
        (Some(Outcome::Missed), false),
        (Some(Outcome::ReturnedToCampaign), false),
    ];
    for (outcome, expected) in cases {
        assert_eq!(rule.acts_on(&a_call(), outcome), expected, "{outcome:?}");
    }
}

#[test]
fn a_rule_that_is_off_or_has_acted_does_not_act() {
    let rule = || rule_with(Conditions::default());
    assert!(!Rule { is_on: false, ..rule() }.acts_on(&a_call(), None));
    assert!(!rule().acts_on(&Appeal { acted_rules: vec![rule().id], ..a_call() }, None));
    let another = Appeal { acted_rules: vec![crate::given::rule(2)], ..a_call() };
    assert!(rule().acts_on(&another, None), "what another rule did is nothing to it");
}

#[test]
fn a_rule_acts_in_calls_that_were_made() {
    let rule = rule_with(Conditions::default());
    assert!(!rule.acts_on(&Appeal { call: None, ..a_call() }, None), "asked back, and not called yet");
    assert!(!rule.acts_on(&Appeal { channel: Channel::SiteChat, ..a_call() }, None));
}
