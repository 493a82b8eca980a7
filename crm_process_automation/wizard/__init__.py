from . import crm_lead_lost
from . import crm_process_pipeline_line
from . import crm_process_pipeline
from . import crm_process_builder_line
from . import crm_process_builder
