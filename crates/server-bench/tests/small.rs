//! Every measurement runs, with a little of everything: figures are read by people, whether they come is tested here.

use std::process::Command;

#[test]
fn every_measurement_runs() {
    let measured = Command::new(env!("CARGO_BIN_EXE_desk-server-bench")).arg("small").output();
    let measured = measured.expect("the program runs");
    let said = String::from_utf8_lossy(&measured.stdout);
    assert!(measured.status.success(), "{said}{}", String::from_utf8_lossy(&measured.stderr));
    for figure in ["report, no filter", "file of all rows, by client", "memory of each", "32 at once"] {
        assert!(said.contains(figure), "{figure} is missing in {said}");
    }
}
