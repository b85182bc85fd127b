-- grain: one physical line of the file, in its order; rowid 0 is line 1
-- shape: 0 blank, 1 plain, 2 quoted and whole, 3 for the careful reader, 4 wrong number of cells, 5 spoiled or cut off,
-- 6 part of another record
-- No list after `in` may stand here: of five values on the engine makes a join of it, and a join mixes up the lines.
-- The text stays only where the line was not cut; mark is the same for equal lines.
with
lines as (
    select text, string_split(text, $delimiter) as pieces
    from
        read_csv(
            $path, auto_detect = false, header = false, delim = e'\x01', quote = '', escape = '', comment = '',
            max_line_size = 4194304, columns = { 'text': 'varchar' }
        )
),
shaped as (
    select
        text,
        pieces,
        case
            when text is null then 0
            when contains(e' \t\r' || $delimiter, text[1]) and trim(replace(text, $delimiter, ''), e' \t\r') = '' then 0
            when $spoiled and regexp_matches(text, '[\x{2400}-\x{241f}\x{2426}\x{fffd}]') then 5
            when contains(text, '"') then case when regexp_full_match(text, $whole) then 2 else 3 end
            when len(pieces) = $width then 1
            else 4
        end::utinyint as shape
    from lines
),
cut as (
    select
        text,
        shape,
        case shape
            when 1 then pieces
            when 2
                then list_transform(
                        regexp_extract_all(text || $delimiter, $cell, 1),
                        lambda cell: case when starts_with(cell, '"') then replace(cell[2:-2], '""', '"') else cell end
                    )
        end as cells
    from shaped
)
select shape, case when shape not in (1, 2) then text end as whole_line, hash(text) as mark, /* columns */
from cut
