//! The rest of the queue and of what is in work, for an operator who has more than a piece of either: read while he works.
//!
//! Never: shown as if it were whole before it is; the numbers on screen grow with what is read.

use super::{Came, Desk, READS_AGAIN_MS};
use crate::backend::Failure;
use desk_contract::wire::AppealsQuery;
use gloo_timers::future::TimeoutFuture;

impl Desk {
    /// Reads these lists on from there to their ends, for as long as nobody answers. What happens to an appeal that is not
    /// read yet makes the desk read that one by itself.
    pub(in crate::desk) fn read_on(self, lists: Vec<AppealsQuery>) {
        for mut list in lists {
            leptos::task::spawn_local(async move {
                loop {
                    match self.backend().appeals(list.clone()).await {
                        Ok(page) => {
                            self.learn_appeals(page.items, Came::WithLists);
                            list.cursor = page.next_cursor;
                            if list.cursor.is_none() {
                                return;
                            }
                        }
                        Err(Failure::Unreachable) => TimeoutFuture::new(READS_AGAIN_MS).await,
                        Err(_) => return,
                    }
                }
            });
        }
    }
}
