//! Which form of a word goes with a count: one, few, many or other.
//!
//! Asks the browser, which knows the rules of every language (ECMA-402, `Intl.PluralRules`), so that the
//! application need not carry them. That every form is there in every language is checked at compile
//! time: [`tr_count!`](super::tr_count) names them all.

use super::language;
use desk_contract::refusal::Language;
use js_sys::{Array, Intl, Object};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// A form of a word, of those that Russian and English have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PluralForm {
    /// 1 письмо, 21 письмо; 1 letter.
    One,
    /// 2 письма.
    Few,
    /// 5 писем.
    Many,
    /// 1,5 письма; 2 letters.
    Other,
}

thread_local! {
    static RULES: RefCell<HashMap<Language, Intl::PluralRules>> = RefCell::default();
}

/// The form that goes with a count in the language spoken now.
pub(crate) fn plural_form(count: usize) -> PluralForm {
    let language = language();
    let form = RULES.with_borrow_mut(|made| {
        let rules = made.entry(language).or_insert_with(|| {
            Intl::PluralRules::new(&Array::of1(&JsValue::from_str(super::tag(language))), &Object::new())
        });
        #[allow(clippy::cast_precision_loss, reason = "counts of things on a screen")]
        rules.select(count as f64)
    });
    if form == "one" {
        PluralForm::One
    } else if form == "few" {
        PluralForm::Few
    } else if form == "many" {
        PluralForm::Many
    } else {
        PluralForm::Other
    }
}
