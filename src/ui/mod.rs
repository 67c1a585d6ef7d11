//! Parts of a screen that have never heard of an appeal: button, icon, menu, toast, states of a place.
//!
//! Each part is one file here and one in `style/`, named alike.

mod button;
mod icon;
mod menu;
mod piece;
mod place_state;
mod toast;

pub(crate) use button::{Button, Look};
pub(crate) use icon::Icon;
pub(crate) use menu::Menu;
pub(crate) use piece::{Coming, Made, NotHere, Piece, piece};
pub(crate) use place_state::{Empty, Trouble};
pub(crate) use toast::{Toast, ToastTone, Toasts, ToastsShown};
