-- grain: a comment, in an order that a hash of its place in the files gives
select upload_id, line, customer_id, answered_at, measure, score, comment
from query_table($said)
order by hash(upload_id, line), upload_id, line
