-- grain: one measure of a survey that customers answered
select measure
from surveys
where customer_id is not null and measure <> 'employee'
group by measure
order by measure
