//! Parts of a screen that have never heard of an appeal: buttons, fields, dialogs, menus, tabs, toasts, states
//! of a place.
//!
//! Each part is one file here and one in `style/`, named alike.

mod button;
mod check_list;
mod dialog;
mod each;
mod field;
mod finder;
mod icon;
mod measured;
mod menu;
mod menu_item;
mod piece;
mod place_state;
mod radio_list;
mod saving;
mod slider;
mod splitter;
mod tabs;
mod toast;
mod virtual_list;

pub(crate) use button::{Button, Look};
pub(crate) use check_list::CheckList;
pub(crate) use dialog::{Dialog, DialogSize};
pub(crate) use each::Each;
pub(crate) use field::{CheckField, LineKind, SelectField, TextArea, TextField};
pub(crate) use finder::{Finder, Found};
pub(crate) use icon::Icon;
pub(crate) use measured::{Sizes, follow_size};
pub(crate) use menu::Menu;
pub(crate) use menu_item::MenuItem;
pub(crate) use piece::{Coming, Made, NotHere, Piece, focus_what_asks, piece};
pub(crate) use place_state::{Empty, IsAnswered, Trouble};
pub(crate) use radio_list::RadioList;
pub(crate) use saving::save_as;
pub(crate) use slider::Slider;
pub(crate) use splitter::{Splitter, Widens, Width};
pub(crate) use tabs::{Tab, Tabs, panel_id, tab_id};
pub(crate) use toast::{Toast, ToastTone, Toasts, ToastsShown};
pub(crate) use virtual_list::{RowGroup, VirtualList};
