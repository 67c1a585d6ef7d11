//! What is found in a script, and which scripts are sound.

use super::*;
use crate::given::{a_script, step};

/// What a search finds, as the name of the step to go to and of the transition that was found.
fn found(sought: &str) -> Vec<(String, Option<String>)> {
    let script = a_script();
    let found = script.search(sought);
    let named = |it: &Found<'_>| (it.step.title.clone(), it.transition.map(|it| it.title.clone()));
    found.iter().map(named).collect()
}

fn by_words(title: &str) -> (String, Option<String>) {
    (title.to_owned(), None)
}

fn by_transition(title: &str, transition: &str) -> (String, Option<String>) {
    (title.to_owned(), Some(transition.to_owned()))
}

fn step_at(script: &mut Script, place: usize) -> &mut Step {
    script.steps.get_mut(place).unwrap()
}

/// Lets a transition of a step lead to another step.
fn lead(script: &mut Script, place: usize, transition: usize, to: u8) {
    step_at(script, place).transitions.get_mut(transition).unwrap().to = step(to);
}

#[test]
fn a_search_reads_the_words_of_the_operator_and_the_names_of_transitions() {
    assert_eq!(found("помочь"), [by_words("Приветствие")]);
    assert_eq!(found("приветствие"), [by_words("Приветствие")], "a step's own name too");
    assert_eq!(found("цен"), [by_transition("Цена", "Спрашивает цену"), by_words("Цена")]);
    assert_eq!(found("согласен"), [by_transition("Прощание", "Согласен")]);
    assert_eq!(found("прощ"), [by_transition("Прощание", "Прощается"), by_words("Прощание")]);
}

#[test]
fn a_search_minds_neither_case_nor_the_dots_of_yo() {
    for sought in ["ещё", "еще", "ЕЩЁ", "Еще"] {
        assert_eq!(found(sought), [by_words("Цена")], "{sought}");
    }
    let mut script = a_script();
    step_at(&mut script, 0).text = "Все готово".to_owned();
    assert_eq!(script.search("всЁ готово").len(), 1, "and the other way round");
}

#[test]
fn every_word_must_be_there_in_any_order() {
    assert_eq!(found("рублей тысячу"), [by_words("Цена")]);
    assert_eq!(found("  доставка \n цена "), [by_words("Цена")], "a word of the name, a word of the text");
    assert_eq!(found("цену спрашивает"), [by_transition("Цена", "Спрашивает цену")]);
    assert_eq!(found("тысячу прощание"), []);
    assert_eq!(found("согласен цена"), [], "a transition is found by its own name alone");
}

#[test]
fn nothing_looked_for_finds_nothing() {
    for sought in ["", " ", "\n\t"] {
        assert_eq!(found(sought), []);
    }
    assert_eq!(found("самолёт"), []);
}

#[test]
fn what_leads_nowhere_is_not_offered() {
    let mut script = a_script();
    lead(&mut script, 1, 0, 9);
    assert_eq!(script.search("согласен"), []);
}

#[test]
fn a_step_is_found_by_its_id() {
    let script = a_script();
    assert_eq!(script.step(step(2)).map(|step| step.title.as_str()), Some("Цена"));
    assert_eq!(script.step(step(9)), None);
}

#[test]
fn a_script_is_sound_when_every_transition_leads_to_one_step_of_it() {
    let with = |change: fn(&mut Script)| {
        let mut script = a_script();
        change(&mut script);
        script
    };
    for (script, expected, why) in [
        (a_script(), true, "as it is"),
        (with(|it| it.steps.truncate(0)), false, "no step"),
        (with(|it| step_at(it, 2).id = step(1)), false, "two steps of one id"),
        (with(|it| lead(it, 1, 0, 9)), false, "a way to nowhere"),
        (with(|it| lead(it, 0, 1, 9)), false, "one way of two to nowhere"),
        (with(|it| lead(it, 1, 0, 2)), true, "a step that leads to itself"),
        (with(|it| step_at(it, 2).transitions.clear()), true, "a step that leads nowhere"),
        (
            with(|it| {
                it.steps.truncate(1);
                step_at(it, 0).transitions.clear();
            }),
            true,
            "one step",
        ),
    ] {
        assert_eq!(script.is_sound(), expected, "{why}");
    }
}

#[test]
fn a_walk_is_where_its_path_ends() {
    let walk = |path: &[u8]| ScriptWalk {
        script: a_script().id,
        path: path.iter().map(|number| step(*number)).collect(),
    };
    assert_eq!(walk(&[]).here(), None);
    assert_eq!(walk(&[1, 3]).here(), Some(step(3)));
    assert!(walk(&[1, 3]).has_passed(step(1)));
    assert!(!walk(&[1, 3]).has_passed(step(2)));
}
