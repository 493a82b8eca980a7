from . import crm_lead_lost
from . import crm_process_bulk_mixin
from . import crm_process_pipeline_line
from . import crm_process_pipeline
from . import crm_process_migration_line
from . import crm_process_migration
from . import crm_process_comparison
from . import crm_process_template
