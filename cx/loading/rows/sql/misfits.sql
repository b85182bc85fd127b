-- grain: one line that cannot be cut into as many cells as the header has, or holds bytes that are not text
insert into misfits
select
    rowid + 1,
    text,
    case shape
        when 5
            then if(
                    contains(text, '␦'),
                    'too long for a line; only its start is kept',
                    'holds bytes that are not text'
                )
        else 'wrong number of cells (' || len(string_split(text, $delimiter)) || ', the header has ' || $width || ')'
    end
from raw_lines
where shape in (4, 5)
