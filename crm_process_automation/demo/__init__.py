from . import crm_process_demo
from . import crm_process_demo_clock
from . import crm_process_demo_assignment
from . import crm_process_demo_call
from . import crm_process_demo_paper
from . import crm_process_demo_payment
from . import crm_process_demo_lateness
from . import crm_process_demo_scenario
