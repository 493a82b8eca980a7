from . import crm_process_demo
