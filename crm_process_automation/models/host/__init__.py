from . import crm_process_case
from . import crm_process_history
from . import crm_process_template
from . import crm_process_stage
from . import crm_process_control
from . import crm_lead
from . import sale_order
from . import res_partner
