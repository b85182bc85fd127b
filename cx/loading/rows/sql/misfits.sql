-- grain: one line that cannot be cut into as many cells as the header has, or holds bytes that are not text
insert into misfits
select
    rowid + 1,
    whole_line,
    case
        when shape = 4 then 'wrong_width'
        when contains(whole_line, '␦') then 'line_too_long'
        else 'not_text'
    end,
    case shape when 4 then len(string_split(whole_line, $delimiter)) || ' ' || $width end
from raw_lines
where shape in (4, 5)
