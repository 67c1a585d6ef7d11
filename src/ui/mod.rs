//! Parts of a screen that have never heard of an appeal: buttons, fields, dialogs, menus, tabs, toasts, states
//! of a place.
//!
//! Each part is one file here and one in `style/`, named alike.

mod button;
mod dialog;
mod field;
mod finder;
mod icon;
mod menu;
mod place_state;
mod tabs;
mod toast;
mod virtual_list;

pub(crate) use button::{Button, Look};
pub(crate) use dialog::{Dialog, DialogSize};
pub(crate) use field::{CheckField, LineKind, SelectField, TextArea, TextField};
pub(crate) use finder::{Finder, Found};
pub(crate) use icon::Icon;
pub(crate) use menu::Menu;
pub(crate) use place_state::{Empty, Trouble};
pub(crate) use tabs::{Tab, Tabs, panel_id, tab_id};
pub(crate) use toast::{Toast, ToastTone, Toasts, ToastsShown};
pub(crate) use virtual_list::{RowGroup, VirtualList};
