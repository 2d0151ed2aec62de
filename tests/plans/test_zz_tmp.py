import asyncio, time
from hb.access.rules import Role
from hb.plans import service as plans
from hb.plans.rules import ItemSaved
from tests.budgets.builders import HOME_CARE, granted_budget
from tests.plans.builders import do, started_plan, wish_for

async def test_tmp(db, scene, all_rows):
    await all_rows.execute("select pg_stat_reset()")
    budget_id = await granted_budget(db, scene, lines=[HOME_CARE])
    plan_id = await started_plan(db, scene, budget_id)
    wish = wish_for(scene, plan_id, quantity=1, last_month=202605)
    for n in range(4):
        lat=[]
        async def one():
            t=time.perf_counter(); await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.add_item, wish); lat.append(time.perf_counter()-t)
        t0=time.perf_counter()
        out=await asyncio.gather(*(one() for _ in range(64)), return_exceptions=True)
        print("64 at once", time.perf_counter()-t0, [type(o) for o in out if o is not None][:2], sorted(lat)[-1])
    t0=time.perf_counter()
    for _ in range(50): await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.add_item, wish)
    print("serial ms each", (time.perf_counter()-t0)/50*1000)
    wish = wish_for(scene, plan_id, quantity=1, last_month=202612)
    t0=time.perf_counter()
    for _ in range(50): await do(db, scene.actors[Role.CLIENT], ItemSaved, plans.add_item, wish)
    print("serial 8 months ms each", (time.perf_counter()-t0)/50*1000)
    await asyncio.sleep(1.5)
    print("deadlocks", await all_rows.fetchval("select deadlocks from pg_stat_database where datname=current_database()"))
    assert 0
