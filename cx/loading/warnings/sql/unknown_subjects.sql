-- grain: one row; touchpoints of a load with a survey subject that no answer has, the first such subjects
with subjects as (select distinct lower(trim(subject)) as subject from surveys where subject is not null)
select count(*) as touchpoints, array_to_string(min(distinct asked_as, $most), ', ') as first_subjects
from journey
where
    upload_id = $upload_id
    and lower(trim(asked_as)) not in (select subject from subjects)
    and exists (select 1 from subjects)
