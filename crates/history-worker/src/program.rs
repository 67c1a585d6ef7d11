//! The program of the worker that keeps a history, and draws.
//!
//! Owns: how answers travel: as JSON, the pieces of a file as bytes that change hands. Never: answers anything itself; the
//! keeper does.

use crate::line::{Answers, Page, listen};
use crate::zone::BrowserZones;
use desk_contract::wire::HistoryQuestion;
use desk_history_worker::{Ask, Keeper, Piece, Told};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

/// Listens from now on.
pub(crate) fn start() {
    listen(Program::default());
}

#[derive(Default)]
struct Program {
    keeper: Option<Keeper>,
    zones: BrowserZones,
}

impl Answers for Program {
    type Ask = Ask;

    fn dropped(&mut self, ask: &Ask) -> Option<u32> {
        let Ask::Drop(number) = *ask else { return None };
        self.keeper.iter_mut().for_each(|keeper| keeper.drop_export(number));
        Some(number)
    }

    fn outdone(older: &Ask, newer: &Ask) -> Option<String> {
        is_outdone(older, newer).then(|| serde_json::to_string(&Told::Dropped).unwrap_or_default())
    }

    fn answer(&mut self, number: u32, ask: Ask, page: &Page) {
        if let Ask::Begin(begin) = ask {
            self.keeper = Some(Keeper::of(begin));
            return;
        }
        if let Ask::Draw(spec) = ask {
            return page.tell(number, &Told::Drawn(desk_history_worker::drawn(&spec)));
        }
        let Self { keeper: Some(keeper), zones } = self else { return };
        match ask {
            Ask::Begin(_) | Ask::Draw(_) | Ask::Drop(_) => {}
            Ask::Learn(learned) => keeper.learn(*learned),
            Ask::Report(query) => page.tell(number, &Told::Report(keeper.report(&query))),
            Ask::Table(question) => page.tell(number, &Told::Table(keeper.table(question))),
            Ask::Export(order) => hand_over(page, number, keeper.export(number, *order, zones)),
            Ask::More(file) => hand_over(page, number, keeper.more(file, zones)),
        }
    }
}

/// The bytes go to the page; nothing of them stays here.
fn hand_over(page: &Page, number: u32, piece: Option<Piece>) {
    let Some(Piece { bytes, written, rows }) = piece else {
        return page.send(&Array::of2(&number.into(), &JsValue::NULL));
    };
    let bytes = Uint8Array::from(bytes.as_slice());
    #[allow(clippy::cast_precision_loss, reason = "a file has fewer rows than 2^53")]
    let message = Array::of4(&number.into(), &bytes, &(written as f64).into(), &(rows as f64).into());
    // The page is gone; so is whoever waits.
    let _ = page.0.post_message_with_transfer(&message, &Array::of1(&bytes.buffer()));
}

/// Of the charts the last question alone matters; of the table all pieces of the last question.
fn is_outdone(older: &Ask, newer: &Ask) -> bool {
    match (older, newer) {
        (Ask::Report(_), Ask::Report(_)) => true,
        (Ask::Table(older), Ask::Table(newer)) => !is_of_one_table(older, newer),
        _ => false,
    }
}

fn is_of_one_table(one: &HistoryQuestion, two: &HistoryQuestion) -> bool {
    let whose = |it: &HistoryQuestion| (it.query.clone(), it.chosen, it.sorting, it.language);
    whose(one) == whose(two)
}
