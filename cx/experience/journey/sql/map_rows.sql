-- grain: a touchpoint of a map, as its columns are given
select
    unnest(cast($touchpoint as varchar[])) as touchpoint,
    unnest(cast($asked_as as varchar[])) as asked_as,
    unnest(cast($position as double[])) as position,
    unnest(cast($team as varchar[])) as team,
    unnest(cast($owner as varchar[])) as owner,
    unnest(cast($direct as boolean[])) as direct
