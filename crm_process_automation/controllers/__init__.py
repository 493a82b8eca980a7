from . import crm_process_call
