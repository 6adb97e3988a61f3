-- Where each field's heading stands: what a figure is called where it was published.
CREATE TABLE datawarp.headings (
    run          text    NOT NULL REFERENCES datawarp.releases ON DELETE CASCADE,
    sheet        integer NOT NULL,
    dataset      text    NOT NULL,
    field        text    NOT NULL,
    -- From 0.
    sheet_column integer NOT NULL,
    -- The rows of the table's headings, from 1, both inclusive.
    first_row    integer NOT NULL,
    last_row     integer NOT NULL,
    -- As published, its levels joined by " / ".
    heading      text    NOT NULL,
    PRIMARY KEY (run, dataset, sheet, field, first_row, sheet_column)
);
