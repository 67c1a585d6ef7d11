//! The program of the worker that draws charts and keeps nothing: a third of the other, and it speaks as that does.

use crate::line::{Answers, Page, listen};
use desk_history_worker::{DrawingAsk, ToldDrawing, drawn};

/// Listens from now on.
pub(crate) fn start() {
    listen(Drawer);
}

struct Drawer;

impl Answers for Drawer {
    type Ask = DrawingAsk;

    fn dropped(&mut self, ask: &DrawingAsk) -> Option<u32> {
        match ask {
            DrawingAsk::Drop(number) => Some(*number),
            DrawingAsk::Draw(_) => None,
        }
    }

    fn outdone(_: &DrawingAsk, _: &DrawingAsk) -> Option<String> {
        None
    }

    fn answer(&mut self, number: u32, ask: DrawingAsk, page: &Page) {
        if let DrawingAsk::Draw(spec) = ask {
            page.tell(number, &ToldDrawing::Drawn(drawn(&spec)));
        }
    }
}
