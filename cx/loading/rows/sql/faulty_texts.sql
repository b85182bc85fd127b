-- grain: one faulty line as it is in the file, which is read a second time for it
with
lines as (
    select text, row_number() over () as line
    from
        read_csv(
            $path, auto_detect = false, header = false, delim = e'\x01', quote = '', escape = '', comment = '',
            max_line_size = 4194304, columns = { 'text': 'varchar' }
        )
)
select line, text
from lines
where line in (select line from faulty)
